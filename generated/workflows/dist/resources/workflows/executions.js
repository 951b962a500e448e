import { bindWorkflowsExecutions, pollUntilCompleted, retrieve, tryWaitUntilCompleted, wait, waitUntilCompleted } from "../../chunks/executions.js";

export { bindWorkflowsExecutions, pollUntilCompleted, retrieve, tryWaitUntilCompleted, wait, waitUntilCompleted };