/// Everything about the sandbox that a file or an administrator may set.
struct SandboxConfiguration: Sendable, Hashable, Codable {
    var accounts: [Account] = Account.standard
    /// IAM users with long-lived keys.
    var iamUsers: [IAMUser] = IAMUser.standard
    /// IAM roles that STS issues keys for.
    var iamRoles: [IAMRole] = IAMRole.standard
    var mfaDevices: [MFADevice] = MFADevice.standard
    /// Tokens of another identity provider that STS knows.
    var webIdentities: [WebIdentity] = WebIdentity.standard
    /// Endpoints for the credentials of containers.
    var containers: [Container] = Container.standard
    var instance = Instance()
    /// Kubernetes clusters that EKS tells of.
    var clusters: [Cluster] = Cluster.standard
    /// Pairs that the portal answers with 403, listed or not.
    var forbidden: [AccountRole] = []
    /// What nobody, or a role, of an account may do.
    var deniedActions: [DeniedActions] = []
    /// Buckets of S3, and the objects that are there at first.
    var buckets: [Bucket] = Bucket.standard
    var lifetimes = Lifetimes()
    /// Milliseconds that every operation takes.
    var latencyMs: Int64 = 0
    /// Seconds between two polls of a device code.
    var interval: Int64 = 1
    var autoApprove = ApprovalMode.off
    /// The only start URL and issuer that this Identity Center answers for.
    var startUrl = "https://sandbox.awsapps.com/start"
    var region = "us-east-1"
    /// The user who signs in; the session name of every role.
    var user = "sandbox-user"
    /// The ARN of who signs in to the console where nobody is asked; nil: the first of those that can.
    var consoleIdentity: String?
    /// A refresh makes the old refresh token worthless, as AWS does (<doc:SignInProtocol>, Renewal).
    var rotateRefreshTokens = true
    /// False: replies to a refresh bring no refresh token, and the old one stays good.
    var returnRefreshToken = true
    /// Seconds that the sandbox's clock is fast (or, negative, slow).
    var clockOffset: Int64 = 0
    /// 0: no limit. More are answered with 429.
    var requestsPerSecond: Double = 0
    /// Accounts or roles on a page when the caller names no number.
    var pageSize = 20
    var faults: [Fault] = []

    init() {}

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let standard = SandboxConfiguration()
        accounts = try values.decode(.accounts, or: standard.accounts)
        iamUsers = try values.decode(.iamUsers, or: standard.iamUsers)
        iamRoles = try values.decode(.iamRoles, or: standard.iamRoles)
        mfaDevices = try values.decode(.mfaDevices, or: standard.mfaDevices)
        webIdentities = try values.decode(.webIdentities, or: standard.webIdentities)
        containers = try values.decode(.containers, or: standard.containers)
        instance = try values.decode(.instance, or: standard.instance)
        clusters = try values.decode(.clusters, or: standard.clusters)
        forbidden = try values.decode(.forbidden, or: standard.forbidden)
        deniedActions = try values.decode(.deniedActions, or: standard.deniedActions)
        buckets = try values.decode(.buckets, or: standard.buckets)
        lifetimes = try values.decode(.lifetimes, or: standard.lifetimes)
        latencyMs = try values.decode(.latencyMs, or: standard.latencyMs)
        interval = try values.decode(.interval, or: standard.interval)
        autoApprove = try values.decode(.autoApprove, or: standard.autoApprove)
        startUrl = try values.decode(.startUrl, or: standard.startUrl)
        region = try values.decode(.region, or: standard.region)
        user = try values.decode(.user, or: standard.user)
        consoleIdentity = try values.decodeIfPresent(String.self, forKey: .consoleIdentity)
        rotateRefreshTokens = try values.decode(.rotateRefreshTokens, or: standard.rotateRefreshTokens)
        returnRefreshToken = try values.decode(.returnRefreshToken, or: standard.returnRefreshToken)
        clockOffset = try values.decode(.clockOffset, or: standard.clockOffset)
        requestsPerSecond = try values.decode(.requestsPerSecond, or: standard.requestsPerSecond)
        pageSize = try values.decode(.pageSize, or: standard.pageSize)
        faults = try values.decode(.faults, or: standard.faults)
    }

    /// What is wrong with these values, or nil.
    var complaint: String? {
        for account in accounts where account.accountId.utf8.count != 12 || !account.accountId.utf8.allSatisfy(isDigit)
        {
            return "accountId '\(account.accountId)' is not twelve digits"
        }
        if let complaint = identityComplaint { return complaint }
        // Wide enough for every test, narrow enough that no sum of them leaves the calendar.
        let centuries: Int64 = 10_000_000_000
        let bounds: [(name: String, value: Double, range: ClosedRange<Double>)] = [
            ("interval", Double(interval), 0...86_400), ("latencyMs", Double(latencyMs), 0...3_600_000),
            ("pageSize", Double(pageSize), 1...100), ("clockOffset", Double(clockOffset), -3e9...3e9),
            ("requestsPerSecond", requestsPerSecond, requestsPerSecond == 0 ? 0...0 : 0.01...1e6),
        ]
        for (name, value, range) in bounds where !range.contains(value) { return "\(name) is out of range" }
        for seconds in lifetimes.all where !(-centuries...centuries).contains(seconds) {
            return "a lifetime is out of range"
        }
        for fault in faults where fault.status.map({ !(200...599).contains($0) }) ?? false {
            return "the status of a fault is not from 200 to 599"
        }
        return nil
    }

    /// The partition of the region (<doc:EndpointsAndRegions>, Partitions).
    var partition: String {
        region.hasPrefix("cn-") ? "aws-cn" : region.hasPrefix("us-gov-") ? "aws-us-gov" : "aws"
    }

    private var identityComplaint: String? {
        for user in iamUsers where user.accountId.utf8.count != 12 || !user.accountId.utf8.allSatisfy(isDigit) {
            return "accountId '\(user.accountId)' of a user is not twelve digits"
        }
        for role in iamRoles {
            guard IAMResourceARN(role.roleArn)?.kind == "role" else {
                return "roleArn '\(role.roleArn)' is not the ARN of a role"
            }
            guard (3600...43_200).contains(role.maxSessionDuration) else {
                return "maxSessionDuration of \(role.roleArn) is not from 3600 to 43200"
            }
        }
        for account in deniedActions.map(\.accountId) + buckets.map(\.accountId)
        where account.utf8.count != 12 || !account.utf8.allSatisfy(isDigit) {
            return "accountId '\(account)' of denied actions or of a bucket is not twelve digits"
        }
        for container in containers {
            guard IAMResourceARN(container.roleArn)?.kind == "role" else {
                return "roleArn '\(container.roleArn)' is not the ARN of a role"
            }
            guard ContainerService.serves(container.path) else {
                return "path '\(container.path)' is not below /v1/credentials or /v2/credentials"
            }
        }
        guard instance.roleArn.isEmpty || IAMResourceARN(instance.roleArn)?.kind == "role" else {
            return "roleArn '\(instance.roleArn)' is not the ARN of a role"
        }
        return nil
    }

    /// Whether a start URL or issuer is this sandbox's; a `#/` and a slash at the end are what browsers add.
    func answersFor(_ url: String) -> Bool { bare(url) == bare(startUrl) }

    private func bare(_ url: String) -> Substring {
        var text = url.prefix { $0 != "#" }
        while text.last == "/" { text.removeLast() }
        return text
    }

    private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
