/// What a request asks for, in AWS's words; the names under which faults are set and requests are counted.
enum Operation: String, Sendable, CaseIterable {
    case registerClient = "RegisterClient"
    case startDeviceAuthorization = "StartDeviceAuthorization"
    case createToken = "CreateToken"
    case listAccounts = "ListAccounts"
    case listAccountRoles = "ListAccountRoles"
    case getRoleCredentials = "GetRoleCredentials"
    case logout = "Logout"
    case getCallerIdentity = "GetCallerIdentity"
    case assumeRole = "AssumeRole"
    case assumeRoleWithWebIdentity = "AssumeRoleWithWebIdentity"
    case getAccessKeyInfo = "GetAccessKeyInfo"
    case getSessionToken = "GetSessionToken"
    case getScopedCredentials = "GetScopedCredentials"
    /// The container endpoint was asked.
    case getContainerCredentials = "GetContainerCredentials"
    /// A session token of the instance metadata service was asked for.
    case getMetadataToken = "GetMetadataToken"
    /// Anything else was asked of the instance metadata service.
    case getMetadata = "GetMetadata"
    /// The sign-in service's first keys, or a refresh.
    case createOAuth2Token = "CreateOAuth2Token"
    /// The console's authorize page was opened.
    case consoleAuthorize = "ConsoleAuthorize"
    /// Allow or Deny was pressed there.
    case consoleDecision = "ConsoleDecision"
    /// The page that shows a code to copy.
    case consoleConfirmation = "ConsoleConfirmation"
    case listSessions = "ListSessions"
    case batchRevokeSessions = "BatchRevokeSessions"
    /// Keys were given for a sign-in to the console.
    case getSigninToken = "GetSigninToken"
    /// The console's sign-in was opened.
    case consoleLogin = "ConsoleLogin"
    /// The console was opened.
    case console = "Console"
    /// A registry's password was asked for.
    case getAuthorizationToken = "GetAuthorizationToken"
    case describeCluster = "DescribeCluster"
    /// The authorize page was opened.
    case authorize = "Authorize"
    /// The device page was opened.
    case device = "Device"
    /// Allow or Deny was pressed.
    case decision = "Decision"
    /// The organisation's own address was asked where the portal is.
    case ownAddress = "OwnAddress"
    /// An operation of S3.
    case s3 = "S3"
    /// An operation of a service whose permissions are all that the sandbox knows.
    case otherService = "OtherService"
    /// Nothing that the sandbox knows.
    case unknown = "Unknown"
}

/// An operation, and which kind of it.
struct RequestLabel: Sendable, Hashable {
    let operation: Operation
    /// The grant of a CreateToken or a CreateOAuth2Token: `authorization_code`, `refresh_token`, `device_code`; which registry a
    /// GetAuthorizationToken is for: `private`, `public`; what a GetMetadata asks for: `role`, `credentials`, `placement`, `document`;
    /// an operation of S3: `PutObject`; an action of another service: `kms:Decrypt`.
    var variant: String?

    init(_ operation: Operation, variant: String? = nil) {
        self.operation = operation
        self.variant = variant
    }

    /// Every name that this request is counted under.
    var names: [String] {
        [operation.rawValue] + (variant.map { ["\(operation.rawValue).\($0)"] } ?? [])
    }
}
