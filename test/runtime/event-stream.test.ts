import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitEvents, type ServerSentEvent } from '../../templates/runtime/files/event-stream.ts';
import { splitAt } from '../../templates/runtime/files/json-lines.ts';

/** The events in a text that comes in these pieces. */
function eventsIn(...pieces: readonly string[]): readonly ServerSentEvent[] {
  const splitter = splitEvents();
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
}

describe('a stream of events', () => {
  it.each<[string, string, readonly ServerSentEvent[]]>([
    ['ends lines with LF', 'data: a\n\n', [{ data: 'a' }]],
    ['ends lines with CR', 'data: a\r\rdata: b\r\r', [{ data: 'a' }, { data: 'b' }]],
    ['ends lines with CR LF', 'data: a\r\n\r\n', [{ data: 'a' }]],
    ['mixes them', 'data: a\r\n\ndata: b\n\r', [{ data: 'a' }, { data: 'b' }]],
    ['joins lines of data', 'data: a\ndata:  b\ndata\ndata: c\n\n', [{ data: 'a\n b\n\nc' }]],
    ['takes one space away', 'data:a\n\ndata:  b\n\n', [{ data: 'a' }, { data: ' b' }]],
    ['keeps colons of data', 'data: a: b\n\n', [{ data: 'a: b' }]],
    ['has comments', ': hello\n:\ndata: a\n: more\n\n', [{ data: 'a' }]],
    [
      'has names, ids and delays',
      'event: left\nid: 7\nretry: 50\ndata: a\n\ndata: b\n\n',
      [{ event: 'left', id: '7', retry: 50, data: 'a' }, { data: 'b' }],
    ],
    ['has no event without data', 'event: ping\n\nid: 3\n\ndata: a\n\n', [{ data: 'a' }]],
    ['has events with empty data', 'data\n\ndata:\n\n', [{ data: '' }, { data: '' }]],
    ['has nothing in an id with NUL', 'id: 1\0\ndata: a\n\n', [{ data: 'a' }]],
    ['has only digits for a delay', 'retry: 1s\nretry: -1\nretry:\ndata: a\n\n', [{ data: 'a' }]],
    ['tells fields by their case', 'Data: a\nDATA: b\n data: c\ndata: d\n\n', [{ data: 'd' }]],
    ['leaves out what the end cuts off', 'data: a\n\ndata: b\n', [{ data: 'a' }]],
  ])('%s', (_, text, expected) => {
    expect(eventsIn(text)).toEqual(expected);
    expect(eventsIn(...text)).toEqual(expected);
  });

  it('is the same wherever it is cut', () => {
    const line = fc.constantFrom('data: a', 'data:', 'id: 1', 'event: e', ':', '', 'retry: 5', 'x');
    const end = fc.constantFrom('\n', '\r', '\r\n');
    const texts = fc
      .array(
        fc.tuple(line, end).map((pair) => pair.join('')),
        { maxLength: 20 },
      )
      .map((lines) => lines.join(''));
    fc.assert(
      fc.property(texts, fc.array(fc.nat(5)), (text, sizes) => {
        const pieces: string[] = [];
        let at = 0;
        for (const size of sizes) pieces.push(text.slice(at, (at += size)));
        expect(eventsIn(...pieces, text.slice(at))).toEqual(eventsIn(text));
      }),
    );
  });

  it('tells ids that last, also of an event without data', () => {
    const ids: string[] = [];
    const splitter = splitEvents(({ id }) => id !== undefined && ids.push(id));
    splitter.push('id: 1\ndata: a\n\nid: 2\n\nid\ndata: b\n\nid: 3\ndata: cut off');
    expect(ids).toEqual(['1', '2', '']);
  });

  it('counts what waits for its end', () => {
    const splitter = splitEvents();
    splitter.push('data: 12345\nda');
    expect(splitter.waiting()).toBe(13);
    splitter.push('ta: 6\n\n');
    expect(splitter.waiting()).toBe(0);
  });

  it('looks at each character of a long event once', () => {
    const splitter = splitEvents();
    const piece = 'x'.repeat(1_000);
    const cpuTime = (pieces: number): number => {
      const start = process.cpuUsage();
      splitter.push('data: ');
      for (let count = 0; count < pieces; count += 1) splitter.push(piece);
      expect(splitter.push('\n\n')[0]?.data).toHaveLength(pieces * 1_000);
      return process.cpuUsage(start).user;
    };
    cpuTime(100);
    // Looking at everything again for each piece would take 64 times as long for 8 times as many.
    expect(cpuTime(16_000)).toBeLessThan(32 * Math.max(cpuTime(2_000), 10_000));
  });
});

describe('texts between separators', () => {
  it('are found wherever they are cut, the last one without its own', () => {
    const splitter = splitAt('\n');
    const texts = [...splitter.push('{"a"'), ...splitter.push(':1}\r\n\n2'), ...splitter.push('3\n4')];
    expect([...texts, ...splitter.end()]).toEqual(['{"a":1}\r', '23', '4']);
  });
});
