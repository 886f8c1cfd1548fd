extension Manifest {
    // What awsx-connect carries out; the core lists these and hands the call on.
    package static let login = Manifest(name: "login", summary: "Sign in to an Identity Center")
    package static let logout = Manifest(name: "logout", summary: "End a session, here and at AWS")
    package static let accounts = Manifest(name: "accounts", summary: "List the accounts and roles you may use")
    package static let whoami = Manifest(name: "whoami", summary: "Ask AWS who you are", needs: .any)

    package static let configure = Manifest(
        name: "configure", summary: "Write sessions and profiles: sso, sso-session, sync")

    package static let ofConnect = [login, logout, accounts, whoami, configure]
}
