/** Names of a document as words, and words as names again. */
import { describe, expect, it } from 'vitest';
import {
  camelCase,
  kebabCase,
  pascalCase,
  singular,
  singularName,
  splitWords,
} from '../../generator/naming/words.ts';

describe('the words of a name', () => {
  it.each([
    ['workflow_executions', 'workflow executions'],
    ['workflowExecutions', 'workflow Executions'],
    ['Workflow Executions', 'Workflow Executions'],
    ['HTTPServer', 'HTTP Server'],
    ['getAPIs', 'get APIs'],
    ['listIPsOfUser', 'list IPs Of User'],
    ['APIStatus', 'API Status'],
    ['v1Keys', 'v1 Keys'],
    ['Straße', 'Straße'],
    ['résumé', 'resume'],
    ["user's", 'users'],
    ['日本語', '日本語'],
    ['$%&', ''],
  ])('%s', (name, words) => {
    expect(splitWords(name).join(' ')).toBe(words);
  });
});

describe('cases', () => {
  it('keep two numbers apart, and read a run of capitals as one word', () => {
    expect(pascalCase(['workflow', 'ID', 'v1', '2'])).toBe('WorkflowIdV1_2');
    expect(camelCase(['HTTP', 'status'])).toBe('httpStatus');
    expect(kebabCase(['Workflow', 'ID'])).toBe('workflow-id');
  });
});

describe('the singular', () => {
  it.each([
    ['executions', 'execution'],
    ['Categories', 'Category'],
    ['status', 'status'],
    ['addresses', 'address'],
    ['data', 'data'],
    ['metadata', 'metadata'],
    ['dns', 'dns'],
    ['APIs', 'API'],
  ])('of %s is %s', (plural, single) => {
    expect(singular(plural)).toBe(single);
  });

  it('of several words changes the last one', () => {
    expect(singularName('producedRecords')).toBe('producedRecord');
    expect(singularName('line-items')).toBe('line-item');
    expect(singularName('items[]')).toBe('items[]');
  });
});
