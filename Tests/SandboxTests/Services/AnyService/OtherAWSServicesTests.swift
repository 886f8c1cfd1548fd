import Testing

@testable import Sandbox

/// Services that the sandbox does not play: the action that each request needs, and the form of each answer.
struct OtherAWSServicesTests {
    struct Ask: Sendable, CustomTestStringConvertible {
        let service: String
        let method: String
        let target: String
        var headers: [(name: String, value: String)] = []
        var body = ""
        let action: String
        let resource: String

        var testDescription: String { action }
    }

    private static let form = [(name: "content-type", value: "application/x-www-form-urlencoded")]

    private static func json(
        _ service: String, _ target: String, _ action: String, body: String = "{}", on resource: String = "*"
    ) -> Ask {
        Ask(
            service: service, method: "POST", target: "/", headers: [("x-amz-target", target)], body: body,
            action: action, resource: resource)
    }

    private static func rest(
        _ service: String, _ method: String, _ target: String, _ action: String, on resource: String = "*"
    ) -> Ask {
        Ask(service: service, method: method, target: target, action: action, resource: resource)
    }

    private static func query(_ service: String, _ body: String, _ action: String, on resource: String = "*") -> Ask {
        Ask(
            service: service, method: "POST", target: "/", headers: form, body: body, action: action,
            resource: resource)
    }

    private static let asks = [
        json(
            "dynamodb", "DynamoDB_20120810.GetItem", "dynamodb:GetItem", body: #"{"TableName":"users"}"#,
            on: "arn:aws:dynamodb:eu-west-1:111111111111:table/users"),
        json(
            "kms", "TrentService.Decrypt", "kms:Decrypt", body: #"{"KeyId":"arn:aws:kms:eu-west-1:1:key/a"}"#,
            on: "arn:aws:kms:eu-west-1:1:key/a"),
        json(
            "ssm", "AmazonSSM.GetParameter", "ssm:GetParameter", body: #"{"Name":"/a/b"}"#,
            on: "arn:aws:ssm:eu-west-1:111111111111:parameter/a/b"),
        json(
            "sqs", "AmazonSQS.SendMessageBatch", "sqs:SendMessage", body: #"{"QueueUrl":"http://x/1/q"}"#,
            on: "arn:aws:sqs:eu-west-1:111111111111:q"),
        json(
            "cloudtrail", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents",
            "cloudtrail:LookupEvents"),
        json("monitoring", "GraniteServiceVersion20100801.DescribeAlarms", "cloudwatch:DescribeAlarms"),
        json("tagging", "ResourceGroupsTaggingAPI_20170126.GetResources", "tag:GetResources"),
        query("iam", "Action=ListUsers&Version=2010-05-08", "iam:ListUsers"),
        query("ec2", "Action=RunInstances&Version=2016-11-15", "ec2:RunInstances"),
        query(
            "sns", "Action=Publish&TopicArn=arn%3Aaws%3Asns%3Aeu-west-1%3A1%3At&Version=2010-03-31", "sns:Publish",
            on: "arn:aws:sns:eu-west-1:1:t"),
        rest("lambda", "GET", "/2015-03-31/functions/", "lambda:ListFunctions"),
        rest(
            "lambda", "POST", "/2015-03-31/functions/f/invocations", "lambda:InvokeFunction",
            on: "arn:aws:lambda:eu-west-1:111111111111:function:f"),
        rest("route53", "POST", "/2013-04-01/hostedzone/Z/rrset/", "route53:ChangeResourceRecordSets"),
        rest("apigateway", "GET", "/restapis", "apigateway:GET"),
        rest("apigateway", "GET", "/v2/portals", "apigateway:ListPortals"),
        rest("apigateway", "DELETE", "/restapis/x", "apigateway:DELETE"),
        rest(
            "eks", "GET", "/clusters/web/node-groups", "eks:ListNodegroups",
            on: "arn:aws:eks:eu-west-1:111111111111:cluster/web"),
        rest(
            "bedrock", "DELETE", "/guardrails/g", "bedrock:DeleteGuardrail",
            on: "arn:aws:bedrock:eu-west-1:111111111111:guardrail/g"),
        rest(
            "bedrock", "POST", "/model/m/converse", "bedrock:InvokeModel",
            on: "arn:aws:bedrock:eu-west-1:111111111111:foundation-model/m"),
    ]

    @Test(arguments: asks) func `a request needs one action, on what it is about`(ask: Ask) throws {
        var fixture = Fixture()
        let keys = fixture.session()
        let all = #"{"Effect":"Allow","Action":"*","Resource":"*"}"#
        let but = try fixture.scoped(
            keys,
            to: #"{"Statement":[\#(all),{"Effect":"Deny","Action":"\#(ask.action)","Resource":"\#(ask.resource)"}]}"#)
        let only = try fixture.scoped(
            keys, to: #"{"Statement":[{"Effect":"Allow","Action":"\#(ask.action)","Resource":"\#(ask.resource)"}]}"#)
        let refused = fixture.call(
            ask.service, ask.method, ask.target, headers: ask.headers, body: ask.body, by: but)
        #expect([400, 403].contains(refused.status))
        #expect(
            refused.text.contains("perform: \(ask.action) on resource: \(ask.resource) with an explicit deny"),
            "\(refused.text)")
        let passed = fixture.call(ask.service, ask.method, ask.target, headers: ask.headers, body: ask.body, by: only)
        #expect(passed.status == 200, "\(passed.text)")
    }

    @Test(arguments: [
        ("dynamodb", "x-amz-target", "D.Scan", 400, #""__type":"AccessDeniedException""#),
        ("monitoring", "smithy-protocol", "rpc-v2-cbor", 400, "AccessDeniedException"),
    ])
    func `a refusal has the form of its protocol`(
        service: String, header: String, value: String, status: Int, text: String
    ) throws {
        var fixture = Fixture()
        let keys = try fixture.scoped(
            fixture.session(), to: #"{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#)
        let target = header == "smithy-protocol" ? "/service/G/operation/DescribeAlarms" : "/"
        let response = fixture.call(service, "POST", target, headers: [(header, value)], by: keys)
        #expect(response.status == status)
        #expect(response.text.contains(text))
    }

    @Test func `EC2, the query protocol and JSON under paths have words of their own`() throws {
        var fixture = Fixture()
        let keys = try fixture.scoped(
            fixture.session(), to: #"{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"#)
        let ec2 = fixture.call("ec2", "POST", "/", headers: Self.form, body: "Action=DescribeVpcs", by: keys)
        #expect(ec2.status == 403)
        #expect(ec2.element("Code") == "UnauthorizedOperation")
        #expect(ec2.element("Message")?.hasPrefix("You are not authorized to perform this operation. User: ") == true)
        let iam = fixture.call("iam", "POST", "/", headers: Self.form, body: "Action=ListUsers", by: keys)
        #expect(iam.element("Code") == "AccessDenied")
        let lambda = fixture.call("lambda", "GET", "/2015-03-31/functions", by: keys)
        #expect(lambda.status == 403)
        #expect(lambda["x-amzn-ErrorType"] == "AccessDeniedException")
    }

    @Test func `what can't be told is refused, not allowed`() {
        var fixture = Fixture()
        let keys = fixture.session()
        for (service, target) in [("lambda", "/2015-03-31/elsewhere"), ("batch", "/v1/x"), ("eks", "/clusters/a/b/c")] {
            let response = fixture.call(service, "GET", target, by: keys)
            #expect(response.status == 404)
            #expect(response.text.contains("UnknownOperationException"))
        }
        #expect(fixture.server.trail.records.isEmpty)
    }

    @Test func `a signature that is not good is refused`() {
        var fixture = Fixture()
        let response = fixture.call(
            "kms", "POST", "/", headers: [("x-amz-target", "T.Decrypt")], by: (Fixture.userKeys.id, "wrong"))
        #expect(response.text.contains("SignatureDoesNotMatch"))
    }

    @Test func `without a signature nothing is known`() {
        var fixture = Fixture()
        #expect(fixture.send("GET", "/2015-03-31/functions").status == 404)
    }
}
