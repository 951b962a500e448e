/** Names of a document as words, and words as names again. */
import fc from 'fast-check';
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
    ['HTTPServer2XX', 'HTTP Server2xx'],
    ['v1.2', 'v1 2'],
    ['2fa', '2fa'],
    ['S3Bucket', 'S3 Bucket'],
    ['SHA256Hash', 'SHA256 Hash'],
    ['3DModel', '3D Model'],
    ['Model3D', 'Model3D'],
    ['userID', 'user ID'],
    ['userIDs', 'user IDs'],
    ['OAuth2Token', 'OAuth2 Token'],
    ['OAuthentication', 'O Authentication'],
    ['iOSVersion', 'iOS Version'],
    ['GraphQLQuery', 'GraphQL Query'],
    ['userIPv4Address', 'user IPv4 Address'],
    ['X-Rate-Limit', 'X Rate Limit'],
    ['+1', 'plus 1'],
    ['-1', 'minus 1'],
    ['Straße', 'Strasse'],
    ['Øre', 'Ore'],
    ['ﬁle', 'file'],
    ['İstanbul ılık', 'Istanbul ilik'],
    ['___', ''],
    ['😀', ''],
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

  it.each([
    ['userIDs', 'UserIds', 'userIds', 'user-ids'],
    ['OAuth2Token', 'OAuth2Token', 'oauth2Token', 'oauth2-token'],
    ['iOS version', 'IOSVersion', 'iosVersion', 'ios-version'],
    ['IPv4 address', 'IPv4Address', 'ipv4Address', 'ipv4-address'],
    ['HTTP 2XX', 'Http2xx', 'http2xx', 'http-2xx'],
    ['x', 'X', 'x', 'x'],
    ['', '', '', ''],
  ])('of %j', (name, pascal, camel, kebab) => {
    const words = splitWords(name);
    expect([pascalCase(words), camelCase(words), kebabCase(words)]).toEqual([pascal, camel, kebab]);
  });

  it('stay as they are where a name has them already', () => {
    const wordOfName = fc.stringMatching(/^[a-z]{2,8}$/);
    fc.assert(
      fc.property(fc.array(wordOfName, { minLength: 1, maxLength: 4 }), (words) => {
        for (const cased of [pascalCase, camelCase, kebabCase]) {
          expect(cased(splitWords(cased(words)))).toBe(cased(words));
        }
      }),
    );
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
    ['statuses', 'status'],
    ['address', 'address'],
    ['news', 'news'],
    ['series', 'series'],
    ['analysis', 'analysis'],
    ['analyses', 'analysis'],
    ['media', 'media'],
    ['criteria', 'criteria'],
    ['statistics', 'statistics'],
    ['basis', 'basis'],
    ['redis', 'redis'],
    ['Caches', 'Cache'],
    ['cookies', 'cookie'],
    ['lenses', 'lens'],
    ['axes', 'axis'],
    ['indices', 'index'],
    ['people', 'person'],
    ['ids', 'id'],
    ['is', 'is'],
    ['sms', 'sms'],
  ])('of %s is %s', (plural, single) => {
    expect(singular(plural)).toBe(single);
  });

  it('of several words changes the last one', () => {
    expect(singularName('producedRecords')).toBe('producedRecord');
    expect(singularName('line-items')).toBe('line-item');
    expect(singularName('items[]')).toBe('items[]');
  });
});
