/// The words of awsx by which the credentials of a run renew: those of an SDK with `exec --refresh`, and those of the run's
/// server.
package enum RenewalWords {
    /// All but the program. The last needs no quotes, also where the others do: AWS's SDK for Go takes away a quote at
    /// both ends of a setting, and with it the meaning of all quotes between.
    package static func words(folder: String, profile: String) -> [String] {
        ["credential-process", "--run-folder", folder, "--profile=\(profile)", "--quiet"]
    }
}
