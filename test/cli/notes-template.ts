/** A template that writes a page of notes, as a project may have one. */
export const notesTemplate = (text: string): string => `export const notes = {
  name: 'notes',
  slot: null,
  declare: (_api, plan) => ({
    files: [{
      file: plan.file({ identity: 'notes', path: 'NOTES.md' }),
      render: () => ({ kind: 'text', text: '${text}\\n' }),
    }],
  }),
};
`;
