import Engine
import PluginKit
import SystemKit
import SystemPackage
import TestSupport
import Testing

struct IdentityResolverTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private static let config = """
        [default]
        aws_access_key_id = AKIA-DEFAULT
        aws_secret_access_key = S
        [profile dev]
        aws_access_key_id = AKIA-DEV
        aws_secret_access_key = S
        region = eu-west-1
        [profile ops]
        aws_access_key_id = AKIA-OPS
        aws_secret_access_key = S
        [sso-session corp]
        sso_start_url = https://corp.awsapps.com/start
        sso_region = eu-west-1

        """

    private func resolve(
        _ request: IdentityRequest = IdentityRequest(), _ variables: KeyValuePairs<String, String> = [:],
        config: String = config
    ) throws -> ResolvedIdentity {
        try IdentityResolver(context: home.context(variables), config: try home.config(config)).resolve(request)
    }

    @Test func `nothing is chosen where there are profiles and neither words, variables nor a default`() throws {
        func isUnchosen(
            _ request: IdentityRequest = IdentityRequest(), _ variables: KeyValuePairs<String, String> = [:],
            config: String = "[profile dev]\nregion = x\n"
        ) throws -> Bool {
            try IdentityResolver(context: home.context(variables), config: try home.config(config)).isUnchosen(request)
        }
        #expect(try isUnchosen())
        #expect(try isUnchosen(config: "[default]\n[profile dev]\n"))
        #expect(try !isUnchosen(config: "") && !isUnchosen(config: Self.config))
        #expect(try !isUnchosen(IdentityRequest(profile: "dev")))
        #expect(try !isUnchosen(IdentityRequest(account: "111111111111", role: "r")))
        for variables in [
            ["AWS_PROFILE": "x"], ["AWS_DEFAULT_PROFILE": "x"],
            ["AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "S"], ["AWS_WEB_IDENTITY_TOKEN_FILE": "/t"],
            ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1/x"],
        ] as [KeyValuePairs<String, String>] {
            #expect(try !isUnchosen(IdentityRequest(), variables))
        }
    }

    private func failure(
        _ request: IdentityRequest = IdentityRequest(), _ variables: KeyValuePairs<String, String> = [:],
        config: String = config
    ) throws -> Failure {
        try #require(throws: Failure.self) { try resolve(request, variables, config: config) }
    }

    private static let keys: [(String, String)] = [("AWS_ACCESS_KEY_ID", "AKIA-ENV"), ("AWS_SECRET_ACCESS_KEY", "S")]

    /// Typed, AWS_PROFILE, AWS_DEFAULT_PROFILE, keys in the environment; whose keys are used, and whether a notice
    /// names the ones that are left over.
    @Test(
        arguments: [
            ("dev", "ops", "default", true, "AKIA-DEV", true), ("dev", nil, nil, false, "AKIA-DEV", false),
            (nil, "ops", "dev", true, "AKIA-OPS", true), (nil, "ops", nil, false, "AKIA-OPS", false),
            (nil, nil, "dev", true, "AKIA-DEV", true), (nil, nil, nil, true, "AKIA-ENV", false),
            (nil, nil, nil, false, "AKIA-DEFAULT", false), ("default", nil, nil, true, "AKIA-DEFAULT", true),
        ] as [(String?, String?, String?, Bool, String, Bool)])
    func `Typed, then AWS_PROFILE, then AWS_DEFAULT_PROFILE, then keys, then default`(
        typed: String?, profile: String?, defaultProfile: String?, keys: Bool, accessKeyID: String, notice: Bool
    ) throws {
        var environment = Environment()
        if let profile { environment.set("AWS_PROFILE", profile) }
        if let defaultProfile { environment.set("AWS_DEFAULT_PROFILE", defaultProfile) }
        if keys { for (name, value) in Self.keys { environment.set(name, value) } }
        let resolver = IdentityResolver(
            context: home.context().with(environment: environment), config: try home.config(Self.config))
        let identity = try resolver.resolve(IdentityRequest(profile: typed))
        #expect(identity.source.keys?.accessKeyID == accessKeyID)
        #expect(identity.notices.count == (notice ? 1 : 0))
        if notice { #expect(identity.notices[0].contains("AWS_ACCESS_KEY_ID")) }
        // Who types another profile within a run knows of the run's keys; a variable leaves them to other programs.
        environment.set("AWSX_PROFILE", "ops")
        let inRun = IdentityResolver(
            context: home.context().with(environment: environment), config: try home.config(Self.config))
        #expect(try inRun.resolve(IdentityRequest(profile: typed)).notices.isEmpty == (typed != nil || !notice))
    }

    @Test(arguments: ["AWSX_PROFILE", "AWSX_ACCOUNT_ID", "AWSX_ROLE"])
    func `Labels never select`(name: String) throws {
        let identity = try IdentityResolver(
            context: home.context().with(environment: Environment(blocks: [Array("\(name)=dev".utf8)])),
            config: try home.config(Self.config)
        ).resolve(IdentityRequest())
        #expect(identity.profile?.name == "default")
    }

    @Test(arguments: ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"])
    func `A profile variable that is set to nothing names no profile`(name: String) throws {
        let resolver = IdentityResolver(
            context: home.context().with(environment: Environment(blocks: [Array("\(name)=".utf8)])),
            config: try home.config(Self.config))
        let failure = try #require(throws: Failure.self) { try resolver.resolve(IdentityRequest()) }
        #expect(failure.code == .profileNotFound)
        #expect(failure.location == .variable(name))
        #expect(failure.hint?.words == "unset \(name)")
    }

    @Test func `A profile that isn't there is told with who named it and what was meant`() throws {
        let typed = try failure(IdentityRequest(profile: "dve"))
        #expect(typed.status == .notFound)
        // The name is in the sentence, whether it stood behind --profile or not.
        #expect(typed.location == nil && typed.message.contains("no profile dve"))
        #expect(typed.hint?.words == "did you mean dev? List all: awsx profiles")
        #expect(try failure(IdentityRequest(), ["AWS_PROFILE": "gone"]).location == .variable("AWS_PROFILE"))
        #expect(try failure(IdentityRequest(profile: "gone")).hint?.words == "awsx profiles")
    }

    @Test(arguments: ["[profile two words]", "[profile  two\twords]"])
    func `A header of two words is told, however it is spaced`(header: String) throws {
        let resolver = IdentityResolver(
            context: home.context(), config: try home.config("[profile a]\nregion = r\n\(header)\nregion = r\n"))
        let failure = try #require(throws: Failure.self) { try resolver.resolve(IdentityRequest(profile: "two words")) }
        #expect(failure.message.contains("because it has two words"), "\(failure)")
        if case .file(_, line: 3) = failure.location {} else { Issue.record("\(failure)") }
        let other = try #require(throws: Failure.self) { try resolver.resolve(IdentityRequest(profile: "other words")) }
        #expect(!other.message.contains("because"), "\(other)")
    }

    @Test(arguments: ["nowhere!", "EU-WEST-1", "x@evil.example/", " us-east-1", ""])
    func `A typed region that can't be one is told, whoever acts`(region: String) throws {
        let keys: KeyValuePairs = ["AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "S"]
        for failure in [
            try failure(IdentityRequest(profile: "dev", region: region)),
            try failure(IdentityRequest(region: region), keys),
        ] {
            #expect(failure.status == .usage)
            #expect(failure.location == .argument("--region"))
        }
    }

    @Test func `Keys in the environment bring their own region, or that of default`() throws {
        let keys: KeyValuePairs = ["AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "S"]
        #expect(try resolve(IdentityRequest(), keys, config: "[default]\nregion = r\n").region?.value == "r")
        #expect(try resolve(IdentityRequest(), keys, config: "").region == nil)
        let inside = try resolve(
            IdentityRequest(),
            [
                "AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "S", "AWS_REGION": "us-east-2",
                "AWSX_REGION_SET": "us-east-2", "AWSX_PROFILE": "dev",
            ])
        #expect(inside.region?.value == "us-east-2")
        #expect(inside.profile == nil)
    }

    @Test func `Half of the keys in the environment is told`() throws {
        #expect(try failure(IdentityRequest(), ["AWS_ACCESS_KEY_ID": "A"]).code == .partialCredentials)
        #expect(
            try resolve(IdentityRequest(profile: "dev"), ["AWS_ACCESS_KEY_ID": "A"]).source.keys?.accessKeyID
                == "AKIA-DEV")
    }

    @Test func `Nothing at all names what there is, when the machine has no role either`() throws {
        let none = try failure(IdentityRequest(), ["AWS_EC2_METADATA_DISABLED": "true"], config: "")
        #expect(none.code == .noCredentials)
        #expect(none.status == .configuration)
        let service = try #require(try resolve(config: "").source.provider as? InstanceMetadataSettings)
        #expect(service.otherwise == none)
        let others = try failure(
            IdentityRequest(), ["AWS_EC2_METADATA_DISABLED": "TRUE"], config: "[profile dev]\nregion = x\n")
        #expect(others.hint?.words.contains("-p dev") == true)
    }

    @Test func `A container goes before the machine, and both after what a profile gives`() throws {
        let container: KeyValuePairs = ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://localhost/x"]
        #expect(try resolve(IdentityRequest(), container, config: "").source.providerName == "container-role")
        #expect(try resolve(IdentityRequest(), container).source.providerName == "config-file")
        let region = "[profile plain]\nregion = x\n[profile token]\nsso_session = corp\n"
        #expect(
            try resolve(IdentityRequest(profile: "plain"), container, config: region).source.providerName
                == "container-role")
        #expect(
            try resolve(IdentityRequest(profile: "plain"), [:], config: region).source.providerName == "iam-role")
        #expect(try failure(IdentityRequest(profile: "token"), container, config: region).code == .configInvalid)
    }

    @Test func `Files of older tools go before the container, EC2's before boto's, each with its place`() throws {
        let ec2 = "\(home.path)/ec2"
        try home.files.write(Array("\nAWSAccessKeyId = AKIAEC\nAWSSecretKey=S\n".utf8), to: ec2, .secret)
        let boto = "[Credentials]\naws_access_key_id = AKIABOTO\naws_secret_access_key = S\n"
        try home.files.write(Array(boto.utf8), to: "\(home.path)/b", .secret)
        let container = ("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://localhost/x")
        for (variables, name, key, location) in [
            ([("AWS_CREDENTIAL_FILE", ec2), ("BOTO_CONFIG", "~/b")], "ec2-credentials-file", "AKIAEC", ec2),
            ([("BOTO_CONFIG", "~/b")], "boto-config", "AKIABOTO", "\(home.path)/b"),
        ] {
            var environment = Environment()
            for (name, value) in variables + [container] { environment.set(name, value) }
            let context = home.context().with(environment: environment)
            let source = try IdentityResolver(context: context, config: try home.config("")).resolve(IdentityRequest())
                .source
            #expect(source.providerName == name)
            #expect(source.keys?.accessKeyID == key)
            let file = (source.provider as? EC2CredentialsFile)?.file ?? (source.provider as? BotoConfig)?.file
            #expect(file?.location == .file(location, line: 2))
        }
    }

    @Test func `Half of the keys in an older tool's file is told, and a file that is named must be there`() throws {
        let ec2 = "\(home.path)/ec2"
        #expect(try failure(IdentityRequest(), ["AWS_CREDENTIAL_FILE": ec2], config: "").code == .fileUnreadable)
        try home.files.write(Array("AWSAccessKeyId=A\n".utf8), to: ec2, .secret)
        #expect(try failure(IdentityRequest(), ["AWS_CREDENTIAL_FILE": ec2], config: "").code == .partialCredentials)
    }

    @Test func `A folder in the place of boto's file, or one that may not be read, is passed over`() throws {
        let boto = "[Credentials]\naws_access_key_id = AKIABOTO\naws_secret_access_key = S\n"
        try home.files.write(Array(boto.utf8), to: "\(home.path)/.boto", .secret)
        try home.files.createFolder("\(home.path)/folder", mode: 0o700)
        let container: KeyValuePairs = ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://localhost/x"]
        func provider(_ variables: KeyValuePairs<String, String>, files: FaultyFiles) throws -> String {
            var environment = Environment()
            for (name, value) in variables { environment.set(name, value) }
            for (name, value) in container { environment.set(name, value) }
            let context = home.context().with(environment: environment, files: files)
            return try IdentityResolver(context: context, config: try home.config("")).resolve(IdentityRequest())
                .source.providerName
        }
        #expect(try provider([:], files: FaultyFiles(home.files)) == "boto-config")
        #expect(try provider(["BOTO_CONFIG": "~/folder"], files: FaultyFiles(home.files)) == "container-role")
        // The next place is looked at.
        let folder = FaultyFiles(home.files)
        folder.fail(.read, .permissionDenied, endingIn: "/etc/boto.cfg")
        #expect(try provider([:], files: folder) == "boto-config")
        folder.fail(.read, .permissionDenied, endingIn: "/.boto")
        #expect(try provider([:], files: folder) == "container-role")
        #expect(try provider(["AWS_CREDENTIAL_FILE": "/dev/null"], files: folder) == "container-role")
        #expect(
            try failure(IdentityRequest(), ["AWS_CREDENTIAL_FILE": "\(home.path)/folder"], config: "").code
                == .fileUnreadable)
    }

    @Test(arguments: ["AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE"])
    func `A profile that a variable chose and that gives nothing is not passed over for another identity`(
        left: String
    ) throws {
        var environment = Environment()
        environment.set("AWS_PROFILE", "plain")
        environment.set(left, "X")
        let resolver = IdentityResolver(
            context: home.context().with(environment: environment),
            config: try home.config("[profile plain]\nregion = x\n")
        )
        let failure = try #require(throws: Failure.self) { try resolver.resolve(IdentityRequest()) }
        #expect(failure.code == .noCredentials)
        #expect(failure.message.contains(left))
        #expect(failure.hint?.words.hasPrefix("unset AWS_PROFILE") == true)
    }

    /// Typed profile, AWS_PROFILE, default's keys; whether the variables' web identity answers.
    @Test(arguments: [(nil, nil, true), ("dev", nil, false), (nil, "dev", false)] as [(String?, String?, Bool)])
    func `A web identity in the environment counts where no profile was named`(
        typed: String?, profile: String?, counts: Bool
    ) throws {
        var environment = Environment([
            "AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "arn:aws:iam::222222222222:role/pod",
        ])
        if let profile { environment.set("AWS_PROFILE", profile) }
        let identity = try IdentityResolver(
            context: home.context().with(environment: environment), config: try home.config(Self.config)
        ).resolve(IdentityRequest(profile: typed))
        #expect(identity.source.providerName == (counts ? "assume-role-with-web-identity" : "config-file"))
        #expect(identity.notices.isEmpty == counts)
        #expect(identity.source.roleName == (counts ? "pod" : nil))
        if counts {
            let web = try #require(identity.source.provider as? WebIdentity)
            #expect(web.roleARN.location == .variable("AWS_ROLE_ARN"))
        }
    }

    @Test func `A named role needs no profile`() throws {
        let request = IdentityRequest(account: "111111111111", role: "Admin", region: "r")
        let identity = try resolve(request, ["AWS_PROFILE": "dev"])
        let role = try #require(identity.source.provider as? SSORole)
        #expect(role.session.name == "corp")
        #expect(role.accountID == "111111111111")
        #expect(identity.profile == nil)
        #expect(identity.region?.value == "r")
    }

    @Test(arguments: [
        IdentityRequest(account: "111111111111"), IdentityRequest(role: "Admin"),
        IdentityRequest(profile: "dev", account: "111111111111", role: "Admin"),
        IdentityRequest(account: "11111111111", role: "Admin"), IdentityRequest(account: "11111111111a", role: "Admin"),
        IdentityRequest(account: "１１１１", role: "Admin"),
    ])
    func `A named role that is half, doubled or no account is a matter of usage`(request: IdentityRequest) throws {
        #expect(try failure(request).status == .usage)
    }

    @Test func `A named role in a session that isn't there`() throws {
        let request = IdentityRequest(session: "crop", account: "111111111111", role: "Admin")
        let failure = try failure(request)
        #expect(failure.status == .notFound)
        #expect(failure.hint?.words == "did you mean corp?")
    }
}
