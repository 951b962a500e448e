/** One small job service, as server frameworks print it: what they add to ids, tags, titles and components is theirs. */
import type { JsonObject, JsonValue } from '../../generator/api/json.ts';

const text = { type: 'string' };
const id = { name: 'id', in: 'path', required: true, schema: text };
const json = (schema: JsonValue): JsonObject => ({ content: { 'application/json': { schema } } });
const ok = (schema: JsonValue, description = 'Default Response'): JsonObject => ({
  '200': { description, ...json(schema) },
});
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const listOf = (items: JsonValue): JsonObject => ({ type: 'array', items });
const document = (paths: JsonObject, schemas: JsonObject = {}): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'Jobs', version: '1.0.0' },
  paths,
  components: { schemas },
});

const status = { type: 'string', enum: ['queued', 'running', 'done'] };
const job = { type: 'object', properties: { id: text, status }, required: ['id', 'status'] };
const newJob = { type: 'object', properties: { title: text }, required: ['title'] };
const problem = { type: 'object', properties: { message: text, code: text }, required: ['message'] };
const failure = (schema: JsonValue): JsonObject => ({
  '404': { description: 'Default Response', ...json(schema) },
});

/** `@fastify/swagger`: no ids, no tags, every schema inline. */
const fastify = document({
  '/jobs/': {
    get: {
      responses: ok({ type: 'object', properties: { items: listOf(job), next: text }, required: ['items'] }),
    },
    post: { requestBody: { required: true, ...json(newJob) }, responses: ok(job) },
  },
  '/jobs/{id}': {
    get: { parameters: [id], responses: { ...ok(job), ...failure(problem) } },
    delete: {
      parameters: [id],
      responses: { '204': { description: 'Default Response' }, ...failure(problem) },
    },
  },
});

/** `@hono/zod-openapi`: no ids, components for schemas that have a name. */
const hono = document(
  {
    '/jobs': {
      get: { responses: ok(listOf(ref('Job'))) },
      post: { requestBody: json(newJob), responses: ok(ref('Job')) },
    },
    '/jobs/{id}/files': {
      post: {
        parameters: [id],
        requestBody: {
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                properties: { file: { type: 'string', format: 'binary' }, name: text },
              },
            },
          },
        },
        responses: ok({ type: 'object', properties: { size: { type: 'number' }, name: text } }),
      },
    },
    '/jobs/{id}': { get: { parameters: [id], responses: { ...ok(ref('Job')), ...failure(problem) } } },
  },
  { Job: job },
);

/** `@nestjs/swagger`: class, underscore and method, with a tag for the controller. */
const nest = document(
  {
    '/jobs': {
      get: {
        operationId: 'JobsController_findAll',
        parameters: [],
        responses: ok(listOf(ref('Job'))),
        tags: ['Jobs'],
      },
      post: {
        operationId: 'JobsController_create',
        parameters: [],
        requestBody: { required: true, ...json(ref('CreateJobDto')) },
        responses: { '201': { description: '', ...json(ref('Job')) } },
        tags: ['Jobs'],
      },
    },
    '/jobs/{id}': {
      get: {
        operationId: 'JobsController_findOne',
        parameters: [id],
        responses: ok(ref('Job')),
        tags: ['Jobs'],
      },
    },
    '/health': {
      get: { operationId: 'AppController_health', parameters: [], responses: ok(job), tags: ['App'] },
    },
  },
  { Job: job, CreateJobDto: newJob },
);

/** `@fastify/swagger` with shared schemas: they are counted, and their ids become titles. */
const fastifyShared = document(
  {
    '/jobs': { get: { responses: ok(listOf(ref('def-0'))) } },
    '/jobs/{id}': { get: { parameters: [id], responses: ok(ref('def-0')) } },
  },
  {
    'def-0': { type: 'object', title: 'Job', properties: { id: text, owner: ref('def-1') } },
    'def-1': { type: 'object', title: 'User', properties: { name: text } },
  },
);

/** FastAPI: function, path and method in the id; a title for every schema. */
const validation = { '422': { description: 'Validation Error', ...json(ref('HTTPValidationError')) } };
const fastApi = document(
  {
    '/jobs/': {
      get: {
        tags: ['jobs'],
        summary: 'List Jobs',
        operationId: 'list_jobs_jobs__get',
        parameters: [
          {
            name: 'skip',
            in: 'query',
            required: false,
            schema: { type: 'integer', default: 0, title: 'Skip' },
          },
        ],
        responses: {
          ...ok({ ...listOf(ref('Job')), title: 'Response List Jobs Jobs  Get' }, 'Successful Response'),
          ...validation,
        },
      },
      post: {
        tags: ['jobs'],
        summary: 'Create Job',
        operationId: 'create_job_jobs__post',
        requestBody: { required: true, ...json(ref('NewJob')) },
        responses: { ...ok(ref('Job'), 'Successful Response'), ...validation },
      },
    },
    '/jobs/{job_id}': {
      get: {
        tags: ['jobs'],
        summary: 'Read Job',
        operationId: 'read_job_jobs__job_id__get',
        parameters: [{ ...id, name: 'job_id', schema: { type: 'string', title: 'Job Id' } }],
        responses: { ...ok(ref('Job'), 'Successful Response'), ...validation },
      },
    },
    '/files': {
      post: {
        summary: 'Create File',
        operationId: 'create_file_files_post',
        requestBody: {
          required: true,
          content: { 'multipart/form-data': { schema: ref('Body_create_file_files_post') } },
        },
        responses: { ...ok({}, 'Successful Response'), ...validation },
      },
    },
  },
  {
    Body_create_file_files_post: {
      properties: { file: { type: 'string', format: 'binary', title: 'File' } },
      type: 'object',
      required: ['file'],
      title: 'Body_create_file_files_post',
    },
    HTTPValidationError: {
      properties: { detail: { ...listOf(ref('ValidationError')), title: 'Detail' } },
      type: 'object',
      title: 'HTTPValidationError',
    },
    ValidationError: {
      properties: {
        loc: { items: { anyOf: [text, { type: 'integer' }] }, type: 'array', title: 'Location' },
        msg: { type: 'string', title: 'Message' },
        type: { type: 'string', title: 'Error Type' },
      },
      type: 'object',
      required: ['loc', 'msg', 'type'],
      title: 'ValidationError',
    },
    Job: {
      properties: { id: { type: 'string', title: 'Id' }, status: ref('JobStatus') },
      type: 'object',
      required: ['id', 'status'],
      title: 'Job',
    },
    JobStatus: { ...status, title: 'JobStatus' },
    NewJob: {
      properties: { title: { type: 'string', title: 'Title' } },
      type: 'object',
      required: ['title'],
      title: 'NewJob',
    },
  },
);

/** springdoc: the method of the controller, with a number where two controllers have it. */
const springdoc = document(
  {
    '/jobs': {
      get: {
        tags: ['job-controller'],
        operationId: 'list_1',
        parameters: [{ name: 'pageable', in: 'query', required: true, schema: ref('Pageable') }],
        responses: { '200': { description: 'OK', content: { '*/*': { schema: ref('PageJob') } } } },
      },
      post: {
        tags: ['job-controller'],
        operationId: 'create',
        requestBody: { ...json(ref('NewJob')), required: true },
        responses: ok(ref('Job'), 'OK'),
      },
    },
    '/jobs/{id}': {
      get: {
        tags: ['job-controller'],
        operationId: 'getById_1',
        parameters: [id],
        responses: ok(ref('Job'), 'OK'),
      },
    },
    '/users': {
      get: { tags: ['user-controller'], operationId: 'list', responses: ok(listOf(ref('User')), 'OK') },
    },
    '/users/{id}': {
      get: {
        tags: ['user-controller'],
        operationId: 'getById',
        parameters: [id],
        responses: ok(ref('User'), 'OK'),
      },
    },
  },
  {
    Job: job,
    NewJob: newJob,
    User: { type: 'object', properties: { id: text, name: text } },
    Pageable: {
      type: 'object',
      properties: {
        page: { type: 'integer', format: 'int32', minimum: 0 },
        size: { type: 'integer', format: 'int32', minimum: 1 },
        sort: listOf(text),
      },
    },
    PageJob: {
      type: 'object',
      properties: {
        content: listOf(ref('Job')),
        totalElements: { type: 'integer', format: 'int64' },
        sort: ref('SortObject'),
      },
    },
    SortObject: { type: 'object', properties: { sorted: { type: 'boolean' }, empty: { type: 'boolean' } } },
  },
);

/** springfox: the method of the controller, `Using` and the HTTP method. */
const springfox = document(
  {
    '/jobs': {
      get: {
        tags: ['job-controller'],
        summary: 'listJobs',
        operationId: 'listJobsUsingGET',
        responses: ok(listOf(ref('Job')), 'OK'),
      },
    },
    '/jobs/{id}': {
      get: {
        tags: ['job-controller'],
        summary: 'getJob',
        operationId: 'getJobUsingGET',
        parameters: [id],
        responses: ok(ref('Job'), 'OK'),
      },
      delete: {
        tags: ['job-controller'],
        summary: 'deleteJob',
        operationId: 'deleteJobUsingDELETE_1',
        parameters: [id],
        responses: { '204': { description: 'No Content' } },
      },
    },
  },
  { Job: job },
);

/** ASP.NET Core with Swashbuckle: no ids, the controller as the tag. */
const aspNet = document(
  {
    '/api/Jobs': {
      get: {
        tags: ['Jobs'],
        responses: {
          '200': {
            description: 'OK',
            content: {
              'text/plain': { schema: listOf(ref('Job')) },
              'application/json': { schema: listOf(ref('Job')) },
              'text/json': { schema: listOf(ref('Job')) },
            },
          },
        },
      },
      post: { tags: ['Jobs'], requestBody: json(ref('NewJob')), responses: ok(ref('Job'), 'OK') },
    },
    '/api/Jobs/{id}': {
      get: {
        tags: ['Jobs'],
        parameters: [id],
        responses: { ...ok(ref('Job'), 'OK'), ...failure(ref('ProblemDetails')) },
      },
    },
  },
  {
    Job: { ...job, additionalProperties: false },
    NewJob: { ...newJob, additionalProperties: false },
    ProblemDetails: {
      type: 'object',
      properties: {
        type: { type: ['string', 'null'] },
        title: { type: ['string', 'null'] },
        status: { type: ['integer', 'null'], format: 'int32' },
      },
      additionalProperties: {},
    },
  },
);

/** ASP.NET Core with NSwag: class, underscore and method. */
const nSwag = document(
  {
    '/api/Jobs': {
      get: { tags: ['Jobs'], operationId: 'Jobs_GetAll', responses: ok(listOf(ref('Job')), '') },
    },
    '/api/Jobs/{id}': {
      get: { tags: ['Jobs'], operationId: 'Jobs_Get', parameters: [id], responses: ok(ref('Job'), '') },
    },
    '/WeatherForecast': {
      get: {
        tags: ['WeatherForecast'],
        operationId: 'GetWeatherForecast',
        responses: ok(listOf(ref('WeatherForecast')), ''),
      },
    },
  },
  { Job: job, WeatherForecast: { type: 'object', properties: { date: text, summary: text } } },
);

/** By the name of the framework in docs/names.md. */
export const frameworkDocuments: ReadonlyMap<string, JsonObject> = new Map([
  ['Fastify', fastify],
  ['Hono', hono],
  ['NestJS', nest],
  ['Fastify with shared schemas', fastifyShared],
  ['FastAPI', fastApi],
  ['springdoc', springdoc],
  ['springfox', springfox],
  ['ASP.NET Core', aspNet],
  ['NSwag', nSwag],
]);
