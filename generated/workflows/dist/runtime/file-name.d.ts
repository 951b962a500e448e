/** Reads the name of a download from the header `Content-Disposition` (RFC 6266). */
/**
* Returns the name of the file that a response contains; `undefined` if the server does not name it.
*
* The name has no path and no control characters, so it is safe to join with a folder.
*/
export declare function fileName(headers: Headers): string | undefined;
