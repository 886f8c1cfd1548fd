import Engine
import Testing

struct StartURLTests {
    private static let location = SourceLocation.file("config", line: 4)

    @Test(arguments: [
        "https://d-1234567890.awsapps.com/start", "https://corp.awsapps.com/start#/", "https://awsapps.com",
        "https://CORP.AWSAPPS.COM/start", "https://corp.awsapps.com./start", "https://sandbox.awsapps.com/start",
        "https://ssoins-1234.portal.us-east-1.app.aws", "https://app.aws",
        "https://start.home.awsapps.cn/directory/d-1",
        "https://identitycenter.amazonaws.com/ssoins-1234567890abcdef",
        "https://identitycenter.us-gov.amazonaws.com/ssoins-1", "https://x.us-east-1.portal.amazonaws.com",
    ])
    func `AWS's own hosts are known by name`(text: String) throws {
        let url = try StartURL(text, at: Self.location)
        #expect(url.isAWSOwned)
        #expect(url.text == text)
    }

    @Test(arguments: [
        "https://sso.corp.example", "https://evilawsapps.com", "https://awsapps.com.evil.example",
        "https://x.identitycenter.amazonaws.com", "https://amazonaws.com", "https://app.aws.evil.example/app.aws",
    ])
    func `Other hosts are not AWS's`(text: String) throws {
        #expect(try !StartURL(text, at: Self.location).isAWSOwned)
    }

    @Test(arguments: ["http://corp.awsapps.com/start", "corp.awsapps.com", "https://", "", "ftp://x", "https:///start"])
    func `Only https with a host is a start URL`(text: String) throws {
        let failure = try #require(throws: Failure.self) { try StartURL(text, at: Self.location) }
        #expect(failure.status == .configuration)
        #expect(failure.location == Self.location)
    }

    @Test(arguments: [
        ("https://ssoins-1.portal.us-east-1.app.aws/x", "us-east-1"),
        ("https://ssoins-1.eu-west-3.portal.amazonaws.com", "eu-west-3"),
        ("https://ssoins-1.cn-north-1.portal.amazonaws.com.cn", "cn-north-1"),
        ("https://ssoins-1.portal.cn-north-1.app.amazonwebservices.com.cn", "cn-north-1"),
        ("https://ssoins-1.eusc-de-east-1.portal.amazonaws.eu", "eusc-de-east-1"),
        ("https://ssoins-1.portal.eusc-de-east-1.api.amazonwebservices.eu", "eusc-de-east-1"),
        ("https://SSOINS-1.PORTAL.US-EAST-1.APP.AWS.", "us-east-1"),
        ("https://d-1.awsapps.com/start", nil), ("https://portal.us-east-1.app.aws", nil),
        ("https://a.b.portal.us-east-1.app.aws", nil), ("https://x.portal.us_east.app.aws", nil),
        ("https://identitycenter.amazonaws.com/ssoins-1", nil),
    ])
    func `The region stands in a portal's host`(text: String, region: String?) throws {
        #expect(try StartURL(text, at: nil).regionInHost == region)
    }

    @Test(arguments: [
        ("https://ssoins-1234567890abcdef.eu-west-1.portal.amazonaws.com", "ssoins-1234567890abcdef"),
        ("https://SSOINS-1234567890ABCDEF.portal.us-east-1.app.aws/", "ssoins-1234567890abcdef"),
        ("https://corp.eu-west-1.portal.amazonaws.com", nil), ("https://ssoins-1.awsapps.com/start", nil),
        ("https://identitycenter.amazonaws.com/ssoins-1234567890abcdef", nil),
    ])
    func `A portal of each Region names its instance`(text: String, instance: String?) throws {
        #expect(try StartURL(text, at: nil).instanceInHost == instance)
    }

    @Test func `The host's region beats the configured one, and one of them must be there`() throws {
        let configured = Setting(value: "eu-west-1", location: .file("config", line: 5))
        let telling = try StartURL("https://i.portal.us-east-1.app.aws", at: Self.location)
        #expect(try telling.region(configured: configured).value == "us-east-1")
        let silent = try StartURL("https://d-1.awsapps.com/start", at: Self.location)
        #expect(try silent.region(configured: configured) == configured)
        let failure = try #require(throws: Failure.self) { try silent.region(configured: nil) }
        #expect(failure.code == .noRegion)
    }

    @Test(arguments: [
        ("https://d-1.awsapps.com/start/", "https://d-1.awsapps.com/start"),
        ("https://user:pw@D-1.awsapps.com:443/start?x=y#z", "https://d-1.awsapps.com/start"),
        ("https://i.portal.us-east-1.app.aws", "https://i.portal.us-east-1.app.aws"),
    ])
    func `A redirect's target is normalised`(location: String, expected: String) throws {
        let vanity = try StartURL("https://sso.corp.example", at: Self.location)
        #expect(try vanity.target(ofRedirect: location).text == expected)
    }

    @Test(arguments: ["http://d-1.awsapps.com/start", "https://evil.example", "/start", "", "//d-1.awsapps.com"])
    func `A redirect to anything but a portal of AWS is refused`(location: String) throws {
        let vanity = try StartURL("https://sso.corp.example", at: Self.location)
        let failure = try #require(throws: Failure.self) { try vanity.target(ofRedirect: location) }
        #expect(failure.status == .configuration)
        #expect(failure.location == Self.location)
    }
}
