"""What moto's engine for state machines lacks: Athena's tasks, the SDK's names of parameters, and functions that run elsewhere."""

import copy
import json
import os
import re
import time

import boto3
from jsonpath_ng.ext import parse
from moto.stepfunctions.models import StateMachine
from moto.stepfunctions.parser.api import HistoryEventType, TaskFailedEventDetails
from moto.stepfunctions.parser.asl.component.common.error_name.failure_event import FailureEvent, FailureEventException
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name import StatesErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name_type import StatesErrorNameType
from moto.stepfunctions.parser.asl.component.common.string import string_expression
from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils, state_task_factory
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import state_task_service_aws_sdk
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service_aws_sdk import StateTaskServiceAwsSdk
from moto.stepfunctions.parser.asl.eval.event.event_detail import EventDetails
from moto.stepfunctions.parser.asl.utils.boto_client import boto_client_for
from moto.stepfunctions.parser.asl.utils.encoding import to_json_str

POLL_SECONDS = 0.1
SINGLE_VALUE = re.compile(r"\$(\.\w+|\[\d+])*")


class SdkTask(StateTaskServiceAwsSdk):
    """Step Functions writes all names in PascalCase, whatever the service does, and results are JSON, times included."""

    def _shapes(self):
        client = boto3.client(self._get_boto_service_name(), region_name="us-east-1")
        return client.meta.service_model.operation_model(client.meta.method_to_api_mapping[self._get_boto_service_action()])

    def _normalise_parameters(self, parameters, boto_service_name=None, service_action_name=None):
        self._to_boto_request(parameters, self._shapes().input_shape)

    def _normalise_response(self, response, boto_service_name=None, service_action_name=None):
        self._from_boto_response(response, self._shapes().output_shape)

    def _eval_service_task(self, env, resource_runtime_part, normalised_parameters, state_credentials):
        super()._eval_service_task(env, resource_runtime_part, normalised_parameters, state_credentials)
        env.stack.append(json.loads(to_json_str(env.stack.pop())))


class AthenaTask(SdkTask):
    """Athena's actions; with .sync the task ends when the query has ended, and fails if it has not succeeded."""

    def _get_sfn_resource_type(self):
        return "athena"

    def _is_integration_pattern(self):
        return False

    def _eval_service_task(self, env, resource_runtime_part, normalised_parameters, state_credentials):
        super()._eval_service_task(env, resource_runtime_part, normalised_parameters, state_credentials)
        if self.resource.condition == "sync":
            athena = boto_client_for(service="athena", region=resource_runtime_part.region, state_credentials=state_credentials)
            env.stack.append(self._ended(env, athena, env.stack.pop()["QueryExecutionId"]))

    def _ended(self, env, athena, query):
        while env.is_running():
            execution = athena.get_query_execution(QueryExecutionId=query)["QueryExecution"]
            state = execution["Status"]["State"]
            if state == "SUCCEEDED":
                return json.loads(to_json_str({"QueryExecution": execution}))
            if state in ("FAILED", "CANCELLED"):
                raise FailureEventException(self._failure(env, to_json_str(execution)))
            time.sleep(POLL_SECONDS)

    def _failure(self, env, cause):
        failed = StatesErrorNameType.StatesTaskFailed
        details = TaskFailedEventDetails(
            resource=self._get_sfn_resource(), resourceType=self._get_sfn_resource_type(), error=failed.to_name(), cause=cause
        )
        return FailureEvent(
            env=env,
            error_name=StatesErrorName(typ=failed),
            event_type=HistoryEventType.TaskFailed,
            event_details=EventDetails(taskFailedEventDetails=details),
        )


moto_task = state_task_factory.state_task_service_for
tasks = {"athena": AthenaTask, "aws-sdk": SdkTask}


def task_for(service_name):
    return tasks[service_name]() if service_name in tasks else moto_task(service_name=service_name)


def client_of_functions(region, service, state_credentials=None):
    return boto3.client(
        service, region_name=region, endpoint_url=os.environ["FUNCTIONS_URL"], aws_access_key_id="ak", aws_secret_access_key="sk"
    )


def value_at(path, data):
    """A path without wildcards leads to a value: moto makes a list of it where an index comes before the last name."""
    found = parse(path).find(data) if SINGLE_VALUE.fullmatch(path) else []
    return found[0].value if found else moto_value(path, data)


moto_value = string_expression.extract_json
string_expression.extract_json = value_at
state_task_factory.state_task_service_for = task_for
state_task_service_aws_sdk._SERVICE_ERROR_NAMES["athena"] = "Athena"
lambda_eval_utils.boto_client_for = client_of_functions

# Each run gets a copy of its machine, whose earlier runs cannot be copied.
StateMachine.__deepcopy__ = lambda self, memo: copy.copy(self)
