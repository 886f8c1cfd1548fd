import Engine
import Testing

struct RegionNameTests {
    @Test(arguments: ["us-east-1", "a", "us-gov-west-1", String(repeating: "a", count: 63)])
    func `A label of letters, digits and hyphens is a region`(text: String) throws {
        #expect(try RegionName(text, at: nil).text == text)
    }

    @Test(arguments: [
        "", "US-EAST-1", "us_east_1", "us-east-1.evil.example", "x@evil.example/", "evil.example/#", "us east",
        "-us-east-1", "us-east-1-", "us-east-1\n", "ü-east-1", "us-east-1:8443", "%75s",
        String(repeating: "a", count: 64),
    ])
    func `Nothing else can reach a host name, and the failure names the place`(text: String) throws {
        let location = SourceLocation.file("/home/a/.aws/config", line: 7)
        let failure = try #require(throws: Failure.self) { try RegionName(text, at: location) }
        #expect(failure.code == .configInvalid)
        #expect(failure.status == .configuration)
        #expect(failure.location == location)
    }
}
