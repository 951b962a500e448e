/** Reads the response of an attempt: returns the value of a success, or throws the error. */
import type { ApiResponse } from "./api-promise.js";
import type { Attempt } from "./request.js";
/** Returns a success with its body unread. @throws {ApiStatusError} for an error status. */
export declare function receiveRaw(response: Response, attempt: Attempt): Promise<Response>;
/** Decodes a success. @throws {ApiError} for any other response. */
export declare function receive<T>(received: Response, attempt: Attempt<T>): Promise<ApiResponse<T>>;
