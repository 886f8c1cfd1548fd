"""For every preset a call of boto3's that it lets through, and one that it doesn't.

    presets.py AWSX PROFILE BUCKET [PRESET…]

Prints a line for each preset: its name, then `passes` or what went wrong. The sandbox answers the calls.
"""
import concurrent.futures
import json
import os
import subprocess
import sys

import botocore.exceptions
import botocore.session

ROLE = 'arn:aws:iam::222222222222:role/Deploy'
MACHINE = 'arn:aws:states:us-east-1:111111111111:stateMachine:machine'
QUEUE = {'QueueUrl': 'https://sqs.us-east-1.amazonaws.com/111111111111/queue'}
ZONE = {'HostedZoneId': 'Z1'}
FUNCTION = {'FunctionName': 'function'}
COSTS = {'TimePeriod': {'Start': '2026-11-01', 'End': '2026-11-02'}, 'Granularity': 'DAILY', 'Metrics': ['BlendedCost']}
RECORD = {'ChangeBatch': {'Changes': [{'Action': 'DELETE', 'ResourceRecordSet': {'Name': 'a', 'Type': 'A'}}]}}
IMAGE = {'repositoryName': 'images', 'imageIds': [{'imageTag': 'one'}]}
ALARM = {'AlarmName': 'a', 'EvaluationPeriods': 1, 'ComparisonOperator': 'GreaterThanThreshold'}
BATCH = {'Paths': {'Quantity': 0}, 'CallerReference': 'r'}


def calls(bucket):
    """The preset, what it lets through, what it doesn't: (service, operation, arguments)."""
    put = ('s3', 'put_object', {'Bucket': bucket, 'Key': 'new.txt', 'Body': b'new'})
    get = ('s3', 'get_object', {'Bucket': bucket, 'Key': 'hello.txt'})
    listing = ('s3', 'list_objects_v2', {'Bucket': bucket})
    events = ('events', 'test_event_pattern', {'EventPattern': '{}', 'Event': '{}'})
    metrics = ('cloudwatch', 'get_metric_data', {'MetricDataQueries': [], 'StartTime': 0, 'EndTime': 1})
    simulation = ('iam', 'simulate_principal_policy', {'PolicySourceArn': ROLE, 'ActionNames': ['s3:GetObject']})
    task = ('ecs', 'describe_task_definition', {'taskDefinition': 'task'})
    cluster = ('eks', 'create_cluster', {'name': 'new', 'roleArn': ROLE, 'resourcesVpcConfig': {}})
    assume = ('sts', 'assume_role', {'RoleArn': ROLE, 'RoleSessionName': 'me'})
    return [
        ('read', get, put),
        ('read', ('logs', 'filter_log_events', {'logGroupName': 'g'}), assume),
        ('read-strict', get, put),
        ('view', listing, get),
        ('guard', put, ('iam', 'create_user', {'UserName': 'new'})),
        ('s3:read', get, put),
        ('s3:view', listing, get),
        ('ec2:read', ('ec2', 'get_console_output', {'InstanceId': 'i-1'}),
         ('ec2', 'get_password_data', {'InstanceId': 'i-1'})),
        ('ec2:view', ('ec2', 'describe_instances', {}), ('ec2', 'get_console_output', {'InstanceId': 'i-1'})),
        ('lambda:read', ('lambda', 'get_function', FUNCTION), ('lambda', 'invoke', FUNCTION)),
        ('lambda:view', ('lambda', 'list_functions', {}), ('lambda', 'get_function', FUNCTION)),
        ('dynamodb:read', ('dynamodb', 'scan', {'TableName': 'users'}),
         ('dynamodb', 'put_item', {'TableName': 'users', 'Item': {}})),
        ('dynamodb:view', ('dynamodb', 'list_tables', {}), ('dynamodb', 'scan', {'TableName': 'users'})),
        ('rds:read', ('rds', 'download_db_log_file_portion', {'DBInstanceIdentifier': 'd', 'LogFileName': 'l'}),
         ('rds', 'delete_db_instance', {'DBInstanceIdentifier': 'd'})),
        ('rds:view', ('rds', 'describe_db_instances', {}),
         ('rds', 'download_db_log_file_portion', {'DBInstanceIdentifier': 'd', 'LogFileName': 'l'})),
        ('iam:read', simulation, ('iam', 'create_user', {'UserName': 'new'})),
        ('iam:view', ('iam', 'list_users', {}), simulation),
        ('sts:read', ('sts', 'get_access_key_info', {'AccessKeyId': 'AKIASANDBOXUSER23456'}), assume),
        ('sts:view', ('sts', 'get_caller_identity', {}),
         ('sts', 'get_access_key_info', {'AccessKeyId': 'AKIASANDBOXUSER23456'})),
        ('kms:read', ('kms', 'describe_key', {'KeyId': 'key'}),
         ('kms', 'decrypt', {'KeyId': 'key', 'CiphertextBlob': b'x'})),
        ('kms:view', ('kms', 'list_keys', {}), ('kms', 'decrypt', {'KeyId': 'key', 'CiphertextBlob': b'x'})),
        ('secretsmanager:read', ('secretsmanager', 'describe_secret', {'SecretId': 's'}),
         ('secretsmanager', 'get_secret_value', {'SecretId': 's'})),
        ('secretsmanager:view', ('secretsmanager', 'list_secrets', {}),
         ('secretsmanager', 'get_secret_value', {'SecretId': 's'})),
        ('ssm:read', ('ssm', 'get_parameter', {'Name': '/p'}), ('ssm', 'put_parameter', {'Name': '/p', 'Value': 'v'})),
        ('ssm:view', ('ssm', 'describe_parameters', {}), ('ssm', 'get_parameter', {'Name': '/p'})),
        ('sqs:read', ('sqs', 'get_queue_attributes', QUEUE), ('sqs', 'receive_message', QUEUE)),
        ('sqs:view', ('sqs', 'get_queue_url', {'QueueName': 'queue'}), ('sqs', 'receive_message', QUEUE)),
        ('sns:read', ('sns', 'get_subscription_attributes', {'SubscriptionArn': 'a'}),
         ('sns', 'publish', {'TopicArn': 'arn:aws:sns:us-east-1:1:t', 'Message': 'm'})),
        ('sns:view', ('sns', 'list_topics', {}), ('sns', 'get_subscription_attributes', {'SubscriptionArn': 'a'})),
        ('cloudwatch:read', metrics, ('cloudwatch', 'put_metric_alarm', ALARM)),
        ('cloudwatch:view', ('cloudwatch', 'describe_alarms', {}), metrics),
        ('logs:read', ('logs', 'filter_log_events', {'logGroupName': 'g'}),
         ('logs', 'create_log_group', {'logGroupName': 'g'})),
        ('logs:view', ('logs', 'describe_log_groups', {}), ('logs', 'filter_log_events', {'logGroupName': 'g'})),
        ('cloudformation:read', ('cloudformation', 'get_template', {'StackName': 's'}),
         ('cloudformation', 'create_stack', {'StackName': 's'})),
        ('cloudformation:view', ('cloudformation', 'describe_stacks', {}),
         ('cloudformation', 'get_template', {'StackName': 's'})),
        ('ecs:read', task, ('ecs', 'run_task', {'taskDefinition': 'task'})),
        ('ecs:view', ('ecs', 'list_clusters', {}), task),
        ('eks:read', ('eks', 'list_clusters', {}), cluster),
        ('eks:view', ('eks', 'list_clusters', {}), cluster),
        ('ecr:read', ('ecr', 'batch_get_image', IMAGE),
         ('ecr', 'put_image', {'repositoryName': 'images', 'imageManifest': '{}'})),
        ('ecr:view', ('ecr', 'describe_repositories', {}), ('ecr', 'get_authorization_token', {})),
        ('elasticloadbalancing:read', ('elbv2', 'describe_load_balancers', {}),
         ('elbv2', 'delete_load_balancer', {'LoadBalancerArn': 'a'})),
        ('elasticloadbalancing:view', ('elbv2', 'describe_load_balancers', {}),
         ('elbv2', 'get_resource_policy', {'ResourceArn': 'a'})),
        ('autoscaling:read', ('autoscaling', 'get_predictive_scaling_forecast',
                              {'AutoScalingGroupName': 'g', 'PolicyName': 'p', 'StartTime': 0, 'EndTime': 1}),
         ('autoscaling', 'set_desired_capacity', {'AutoScalingGroupName': 'g', 'DesiredCapacity': 1})),
        ('autoscaling:view', ('autoscaling', 'describe_auto_scaling_groups', {}),
         ('autoscaling', 'get_predictive_scaling_forecast',
          {'AutoScalingGroupName': 'g', 'PolicyName': 'p', 'StartTime': 0, 'EndTime': 1})),
        ('route53:read', ('route53', 'test_dns_answer', {**ZONE, 'RecordName': 'a', 'RecordType': 'A'}),
         ('route53', 'change_resource_record_sets', {**ZONE, **RECORD})),
        ('route53:view', ('route53', 'list_hosted_zones', {}),
         ('route53', 'test_dns_answer', {**ZONE, 'RecordName': 'a', 'RecordType': 'A'})),
        ('cloudfront:read', ('cloudfront', 'get_distribution', {'Id': 'D'}),
         ('cloudfront', 'create_invalidation', {'DistributionId': 'D', 'InvalidationBatch': BATCH})),
        ('cloudfront:view', ('cloudfront', 'list_distributions', {}), ('cloudfront', 'get_distribution', {'Id': 'D'})),
        ('apigateway:read', ('apigateway', 'get_rest_apis', {}), ('apigateway', 'delete_rest_api', {'restApiId': 'r'})),
        ('apigateway:view', ('apigatewayv2', 'list_portals', {}), ('apigateway', 'get_rest_apis', {})),
        ('events:read', events, ('events', 'put_events', {'Entries': [{}]})),
        ('events:view', ('events', 'list_rules', {}), events),
        ('states:read', ('stepfunctions', 'get_execution_history', {'executionArn': MACHINE}),
         ('stepfunctions', 'get_activity_task', {'activityArn': MACHINE})),
        ('states:view', ('stepfunctions', 'list_state_machines', {}),
         ('stepfunctions', 'get_execution_history', {'executionArn': MACHINE})),
        ('kinesis:read', ('kinesis', 'get_records', {'ShardIterator': 'i'}),
         ('kinesis', 'put_record', {'StreamName': 's', 'Data': b'x', 'PartitionKey': 'k'})),
        ('kinesis:view', ('kinesis', 'describe_stream', {'StreamName': 's'}),
         ('kinesis', 'get_records', {'ShardIterator': 'i'})),
        ('athena:read', ('athena', 'get_query_results', {'QueryExecutionId': 'q'}),
         ('athena', 'start_query_execution', {'QueryString': 'select 1'})),
        ('athena:view', ('athena', 'list_work_groups', {}), ('athena', 'get_query_results', {'QueryExecutionId': 'q'})),
        ('glue:read', ('glue', 'get_job', {'JobName': 'j'}), ('glue', 'start_job_run', {'JobName': 'j'})),
        ('glue:view', ('glue', 'get_tables', {'DatabaseName': 'd'}), ('glue', 'get_job', {'JobName': 'j'})),
        ('cloudtrail:read', ('cloudtrail', 'get_trail', {'Name': 't'}), ('cloudtrail', 'stop_logging', {'Name': 't'})),
        ('cloudtrail:view', ('cloudtrail', 'lookup_events', {}), ('cloudtrail', 'get_trail', {'Name': 't'})),
        ('config:read', ('config', 'select_resource_config', {'Expression': 'SELECT 1'}),
         ('config', 'delete_config_rule', {'ConfigRuleName': 'r'})),
        ('config:view', ('config', 'describe_config_rules', {}),
         ('config', 'select_resource_config', {'Expression': 'SELECT 1'})),
        ('ce:read', ('ce', 'get_cost_and_usage', COSTS),
         ('ce', 'delete_anomaly_monitor', {'MonitorArn': 'a'})),
        ('ce:view', ('ce', 'get_cost_and_usage', COSTS), ('ce', 'list_cost_category_definitions', {})),
        ('bedrock:read', ('bedrock', 'get_foundation_model', {'modelIdentifier': 'm'}),
         ('bedrock-runtime', 'converse', {'modelId': 'm', 'messages': []})),
        ('bedrock:view', ('bedrock', 'list_foundation_models', {}),
         ('bedrock', 'get_foundation_model', {'modelIdentifier': 'm'})),
    ]


class Caller:
    """Makes calls with the keys of one scope."""

    def __init__(self, session, keys):
        self.session = session
        self.keys = keys

    def outcome(self, call):
        """None if the call passed, else the code of the refusal."""
        service, operation, arguments = call
        client = self.session.create_client(
            service, region_name='us-east-1', aws_access_key_id=self.keys['AccessKeyId'],
            aws_secret_access_key=self.keys['SecretAccessKey'], aws_session_token=self.keys['SessionToken'])
        try:
            getattr(client, operation)(**arguments)
        except botocore.exceptions.ClientError as error:
            return f"{error.response['Error']['Code']}: {error.response['Error']['Message']}"
        return None


def scoped_keys(awsx, profile, preset):
    """The keys that awsx gives for a scope, and what it said if it gave none."""
    words = [awsx, 'credential-process', profile, '--scope', preset]
    outcome = subprocess.run(words, capture_output=True, text=True)
    return (json.loads(outcome.stdout), None) if outcome.returncode == 0 else (None, outcome.stderr.strip())


def verdict(session, keys, passing, refused):
    caller = Caller(session, keys)
    if error := caller.outcome(passing):
        return f'does not let {passing[0]} {passing[1]} through: {error}'
    error = caller.outcome(refused)
    if error is None:
        return f'lets {refused[0]} {refused[1]} through'
    denied = error.split(':')[0] in ('AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation')
    return 'passes' if denied and 'session policy' in error else f'{refused[0]} {refused[1]} ended in {error}'


def main():
    awsx, profile, bucket, *only = sys.argv[1:]
    session = botocore.session.Session()
    table = [row for row in calls(bucket) if not only or row[0] in only]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        pending = [pool.submit(scoped_keys, awsx, profile, preset) for preset, _, _ in table]
        for (preset, passing, refused), future in zip(table, pending):
            keys, error = future.result()
            print(f'{preset} {error if keys is None else verdict(session, keys, passing, refused)}', flush=True)


main()
