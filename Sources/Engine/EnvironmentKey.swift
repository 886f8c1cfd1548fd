package import SystemKit

/// The variables that awsx knows, each spelt once.
package enum EnvironmentKey {
    package static let home = "HOME"
    package static let path = "PATH"

    // Identity (<doc:ProfileSettings>, Choosing the profile and Identity settings).
    package static let profile = "AWS_PROFILE"
    package static let defaultProfile = "AWS_DEFAULT_PROFILE"
    package static let accessKeyID = "AWS_ACCESS_KEY_ID"
    package static let secretAccessKey = "AWS_SECRET_ACCESS_KEY"
    package static let sessionToken = "AWS_SESSION_TOKEN"
    package static let securityToken = "AWS_SECURITY_TOKEN"
    package static let credentialExpiration = "AWS_CREDENTIAL_EXPIRATION"
    package static let accountID = "AWS_ACCOUNT_ID"
    package static let roleARN = "AWS_ROLE_ARN"
    package static let roleSessionName = "AWS_ROLE_SESSION_NAME"
    package static let webIdentityTokenFile = "AWS_WEB_IDENTITY_TOKEN_FILE"
    package static let containerRelativeURI = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
    package static let containerFullURI = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
    package static let containerToken = "AWS_CONTAINER_AUTHORIZATION_TOKEN"
    package static let containerTokenFile = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"

    /// Files of older tools (<doc:CredentialProviders>, Order).
    package static let credentialFile = "AWS_CREDENTIAL_FILE"
    package static let botoConfig = "BOTO_CONFIG"

    // The metadata service of a machine (<doc:ProfileSettings>, Machine metadata).
    package static let metadataDisabled = "AWS_EC2_METADATA_DISABLED"
    package static let metadataEndpoint = "AWS_EC2_METADATA_SERVICE_ENDPOINT"
    package static let metadataEndpointMode = "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"
    package static let metadataIPv6 = "AWS_IMDS_USE_IPV6"
    package static let metadataV1Disabled = "AWS_EC2_METADATA_V1_DISABLED"
    package static let metadataTimeout = "AWS_METADATA_SERVICE_TIMEOUT"
    package static let metadataAttempts = "AWS_METADATA_SERVICE_NUM_ATTEMPTS"

    // Files.
    package static let configFile = "AWS_CONFIG_FILE"
    package static let credentialsFile = "AWS_SHARED_CREDENTIALS_FILE"
    package static let loginCacheDirectory = "AWS_LOGIN_CACHE_DIRECTORY"
    package static let xdgConfigHome = "XDG_CONFIG_HOME"
    package static let xdgDataHome = "XDG_DATA_HOME"
    package static let xdgStateHome = "XDG_STATE_HOME"
    package static let xdgRuntimeFolder = "XDG_RUNTIME_DIR"

    // Of programs that awsx serves.
    package static let dockerConfig = "DOCKER_CONFIG"
    package static let kubeconfig = "KUBECONFIG"
    package static let kubernetesExecInfo = "KUBERNETES_EXEC_INFO"

    // Settings of the network.
    package static let region = "AWS_REGION"
    package static let defaultRegion = "AWS_DEFAULT_REGION"
    package static let endpointURL = "AWS_ENDPOINT_URL"
    package static let ignoreConfiguredEndpointURLs = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"
    package static let useFIPSEndpoint = "AWS_USE_FIPS_ENDPOINT"
    package static let useDualStackEndpoint = "AWS_USE_DUALSTACK_ENDPOINT"
    package static let caBundle = "AWS_CA_BUNDLE"
    package static let requestsCABundle = "REQUESTS_CA_BUNDLE"
    package static let maxAttempts = "AWS_MAX_ATTEMPTS"

    // What awsx sets for the command that it starts; labels, never selectors.
    package static let awsxProfile = "AWSX_PROFILE"
    package static let awsxAccountID = "AWSX_ACCOUNT_ID"
    package static let awsxRole = "AWSX_ROLE"
    /// What the keys beside it are narrowed to.
    package static let awsxScope = "AWSX_SCOPE"
    package static let awsxRegionSet = "AWSX_REGION_SET"
    package static let awsxDepth = "AWSX_DEPTH"
    /// The private folder of a run whose credentials renew; both files that it puts in the user's place have their own paths
    /// beside it, where variables had named them.
    package static let awsxRunFolder = "AWSX_RUN_FOLDER"
    /// The folder of the socket at which a run's server answers containers.
    package static let awsxSocketFolder = "AWSX_SOCKET_FOLDER"
    package static let awsxOuterConfigFile = "AWSX_OUTER_CONFIG_FILE"
    package static let awsxOuterCredentialsFile = "AWSX_OUTER_CREDENTIALS_FILE"
    /// Old SDKs for Go read the config file only with it.
    package static let sdkLoadConfig = "AWS_SDK_LOAD_CONFIG"
    package static let awsxNoLogin = "AWSX_NO_LOGIN"
    /// The name of the agent that runs this process; `none` says, on a terminal, that none does.
    package static let awsxAgent = "AWSX_AGENT"
    package static let executionEnvironment = "AWS_EXECUTION_ENV"
    /// What an `mfa_process` is told of the device.
    package static let awsxMFASerial = "AWSX_MFA_SERIAL"
    package static let awsxProcessTimeout = "AWSX_PROCESS_TIMEOUT"
    /// `fzf` puts that in the picker's place.
    package static let awsxPicker = "AWSX_PICKER"

    /// Folders with plugins.
    package static let awsxPluginPath = "AWSX_PLUGIN_PATH"

    /// The AWS CLI's guard against profiles that call each other (<doc:AWSCLICommands>, Guard against recursion).
    package static let profileChain = "_AWS_CLI_PROFILE_CHAIN"

    /// Of those below, what is a key, tells of one, or leads to some.
    package static let keys: Set = [
        accessKeyID, secretAccessKey, sessionToken, securityToken, credentialExpiration, "AWS_SESSION_EXPIRATION",
        credentialFile, webIdentityTokenFile, containerFullURI, containerRelativeURI, containerToken,
        containerTokenFile,
    ]

    /// Every variable that says who a program is in AWS: what `exec` and `env` remove before they set
    /// (<doc:ExecEnvironment>, Identity variables).
    package static let identity = [
        accessKeyID, secretAccessKey, sessionToken, securityToken, credentialExpiration, "AWS_SESSION_EXPIRATION",
        credentialFile, profile, defaultProfile, roleARN, roleSessionName, webIdentityTokenFile,
        containerFullURI, containerRelativeURI, containerToken, containerTokenFile, accountID,
        awsxProfile, awsxAccountID, awsxRole, awsxScope,
    ]

    /// What decides who is active, until when, and in which region, as files alone tell it: a prompt is drawn anew once
    /// one of these has changed. Those that only the asking itself reads, such as a session token, are not among them.
    package static let deciding = [
        profile, defaultProfile, accessKeyID, accountID, credentialExpiration, region, defaultRegion,
        roleARN, roleSessionName, webIdentityTokenFile,
        containerRelativeURI, containerFullURI, containerTokenFile, metadataDisabled, metadataEndpoint,
        configFile, credentialsFile, credentialFile, botoConfig, loginCacheDirectory, home, xdgConfigHome, xdgStateHome,
        awsxProfile, awsxAccountID, awsxRole, awsxScope, awsxDepth, awsxRegionSet,
    ]
    /// The same of secrets, of which it counts only whether there is one.
    package static let decidingSecrets = [secretAccessKey]
}

extension Environment {
    /// Of a command that awsx started, whose variables are its own.
    package var isInsideRun: Bool { text(EnvironmentKey.awsxDepth) != nil }

    /// Whether a switch of awsx's own is on: `1`, `true`, `yes` or `on` in any case, and nothing else.
    package func isOn(_ name: String) -> Bool {
        self[name].map { ["1", "true", "yes", "on"].contains($0.lowercased()) } ?? false
    }
}
