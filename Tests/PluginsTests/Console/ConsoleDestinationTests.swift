import Engine
import SystemKit
import Testing

@testable import Plugins

@Suite struct ConsoleDestinationTests {
    private func url(_ service: String?, _ region: String = "eu-west-1") throws -> String {
        try ConsoleDestination(service: service, region: Setting(value: region, location: .argument("--region"))).url
    }

    @Test(arguments: [
        (nil, "https://eu-west-1.console.aws.amazon.com/console/home?region=eu-west-1"),
        ("ec2", "https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1"),
        ("DynamoDB", "https://eu-west-1.console.aws.amazon.com/dynamodbv2/home?region=eu-west-1"),
        ("glue", "https://eu-west-1.console.aws.amazon.com/glue/home?region=eu-west-1"),
        ("ec2/home#Instances:", "https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1#Instances:"),
        ("/s3/buckets/b?tab=x", "https://eu-west-1.console.aws.amazon.com/s3/buckets/b?tab=x&region=eu-west-1"),
        ("ec2/home?region=us-east-1#I:", "https://eu-west-1.console.aws.amazon.com/ec2/home?region=us-east-1#I:"),
        ("https://console.aws.amazon.com/iam/home", "https://console.aws.amazon.com/iam/home"),
    ])
    func `A service, a path or an address is a page`(service: String?, expected: String) throws {
        #expect(try url(service) == expected)
    }

    @Test(arguments: [
        ("cn-north-1", "https://cn-north-1.console.amazonaws.cn/ec2/home?region=cn-north-1"),
        ("us-gov-west-1", "https://us-gov-west-1.console.amazonaws-us-gov.com/ec2/home?region=us-gov-west-1"),
        ("eusc-de-east-1", "https://console.amazonaws-eusc.eu/ec2/home?region=eusc-de-east-1"),
        ("us-iso-east-1", "https://console.c2shome.ic.gov/ec2/home?region=us-iso-east-1"),
        ("fips-us-east-1", "https://us-east-1.console.aws.amazon.com/ec2/home?region=us-east-1"),
    ])
    func `Each partition has its own console`(region: String, expected: String) throws {
        #expect(try url("ec2", region) == expected)
    }

    /// A signed-in browser would be sent there.
    @Test(arguments: [
        "https://evil.example/", "http://console.aws.amazon.com/", "https://console.aws.amazon.com.evil.example/",
        "https://evilconsole.aws.amazon.com/", "https://console.aws.amazon.com@evil.example/",
        "https://console.aws.amazon.com:8443/", "javascript://console.aws.amazon.com/", "ec2 home/x", "a/\u{1b}[m",
        "https://console.amazonaws.cn/",
    ])
    func `Nothing leads elsewhere`(service: String) {
        let failure = #expect(throws: Failure.self) { try url(service) }
        #expect(failure?.code == .usage)
    }

    @Test(arguments: ["//evil.example/x", "@evil.example/x", ".evil.example/", "\\evil.example/"])
    func `A path stays on the console's host`(service: String) {
        guard let url = try? url(service) else { return }
        #expect(WebAddress(url)?.host == "eu-west-1.console.aws.amazon.com")
    }

    @Test func `There are twenty short names and more, each once`() {
        #expect(ConsoleService.names.count >= 20)
        #expect(Set(ConsoleService.names).count == ConsoleService.names.count)
        for name in ConsoleService.names { #expect(throws: Never.self) { try url(name) } }
    }
}
