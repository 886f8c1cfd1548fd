import SystemKit

/// Variables that programs read in different ways, or that send requests somewhere else (<doc:ProfileSettings>,
/// Choosing the profile; <doc:EndpointsAndRegions>, Endpoint settings).
package enum EnvironmentCheck: Check {
    static let profiles = Diagnosis.Code(
        "environment-profiles-disagree", .environment, .warning,
        "AWS_PROFILE and AWS_DEFAULT_PROFILE differ, and boto3 uses the second")
    static let regions = Diagnosis.Code(
        "environment-regions-disagree", .environment, .warning,
        "AWS_REGION and AWS_DEFAULT_REGION differ, and boto3 reads only the second")
    static let region = Diagnosis.Code(
        "environment-region", .environment, .note, "a region in the environment overrides the profile's")
    static let endpoint = Diagnosis.Code(
        "environment-endpoint", .environment, .note,
        "an endpoint in the environment redirects the requests of every profile")
    static let duplicate = Diagnosis.Code(
        "environment-twice", .environment, .warning,
        "a variable is in the environment twice, and programs differ in which one they use")
    static let blank = Diagnosis.Code(
        "environment-blank", .environment, .warning,
        "a variable is empty, which some programs treat as a value")

    package static let codes = [profiles, regions, region, endpoint, duplicate, blank]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        [profiles(input), regions(input), region(input)].compactMap(\.self)
            + endpoints(input) + duplicates(input) + blanks(input)
    }

    private static func profiles(_ input: DoctorInput) -> Diagnosis? {
        guard let first = input.environment.text(EnvironmentKey.profile),
            let second = input.environment.text(EnvironmentKey.defaultProfile), first != second
        else { return nil }
        return Diagnosis(
            profiles,
            "\(EnvironmentKey.profile) is \(first) and \(EnvironmentKey.defaultProfile) is \(second), which boto3 uses",
            at: .variable(EnvironmentKey.defaultProfile), hint: "unset \(EnvironmentKey.defaultProfile)")
    }

    private static func regions(_ input: DoctorInput) -> Diagnosis? {
        guard let first = input.environment.text(EnvironmentKey.region),
            let second = input.environment.text(EnvironmentKey.defaultRegion), first != second
        else { return nil }
        return Diagnosis(
            regions,
            "\(EnvironmentKey.region) is \(first) and \(EnvironmentKey.defaultRegion) is \(second), which boto3 uses",
            at: .variable(EnvironmentKey.defaultRegion), hint: "unset \(EnvironmentKey.defaultRegion)")
    }

    private static func region(_ input: DoctorInput) -> Diagnosis? {
        guard !input.environment.isInsideRun, let profile = input.activeProfile, let configured = profile["region"],
            let set = RegionResolver(environment: input.environment).resolve(typed: nil, profile: profile),
            case .variable = set.location, set.value != configured.value
        else { return nil }
        return Diagnosis(
            region,
            "region \(set.value) is used, not \(configured.value) of profile \(profile.name) (\(configured.location))",
            at: set.location, hint: "unset \(EnvironmentKey.region) \(EnvironmentKey.defaultRegion)")
    }

    private static func endpoints(_ input: DoctorInput) -> [Diagnosis] {
        let ignores = Setting(
            value: input.environment[EnvironmentKey.ignoreConfiguredEndpointURLs] ?? "",
            location: .variable(EnvironmentKey.ignoreConfiguredEndpointURLs)
        ).isTrue
        guard !ignores else { return [] }
        let names = input.environment.names.filter { name in
            (name == EnvironmentKey.endpointURL || name.hasPrefix("\(EnvironmentKey.endpointURL)_"))
                && input.environment.text(name) != nil
        }.sorted()
        // One host has a variable for each service where a tool set them.
        var found: [(url: String, names: [String])] = []
        for name in names {
            let url = WebAddress(input.environment[name] ?? "")?.withoutQuery ?? "an invalid URL"
            if let index = found.firstIndex(where: { $0.url == url }) {
                found[index].names.append(name)
            } else {
                found.append((url, [name]))
            }
        }
        return found.map { url, names in
            let count = names.count > 1 ? ", as \(names.count) variables say" : ""
            return Diagnosis(
                endpoint, "requests go to \(url)\(count)", at: .variable(names[0]),
                hint: "unset \(names.joined(separator: " "))")
        }
    }

    private static func duplicates(_ input: DoctorInput) -> [Diagnosis] {
        let names = input.environment.blocks.map { block in
            String(decoding: block.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
        }
        var seen: Set<String> = []
        var told: Set<String> = []
        return names.compactMap { name in
            guard name.hasPrefix("AWS"), !seen.insert(name).inserted, told.insert(name).inserted else { return nil }
            return Diagnosis(
                duplicate,
                "\(name) is in the environment twice: Python, Perl and Node use the first, bash and dash the last",
                at: .variable(name), hint: "unset \(name), then set it once")
        }
    }

    /// Blank profiles are told as missing ones.
    private static func blanks(_ input: DoctorInput) -> [Diagnosis] {
        ["AWS_CA_BUNDLE", EnvironmentKey.useFIPSEndpoint, EnvironmentKey.useDualStackEndpoint].compactMap { name in
            guard input.environment[name] == "" else { return nil }
            return Diagnosis(
                blank, "\(name) is empty, which overrides the profile's setting", at: .variable(name),
                hint: "unset \(name)")
        }
    }
}
