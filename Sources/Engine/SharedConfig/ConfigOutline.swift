package import SystemKit

/// The names in the AWS CLI's two files, for who wants some out of thousands and little more: with the meaning of the whole
/// grammar, refused where that refuses, at a small part of its price where the files are of the usual form.
package struct ConfigOutline: Sendable {
    private let read: SharedConfig
    /// Whether what is in each profile was read, too.
    private let isWhole: Bool
    /// Whether profiles were left out.
    private let isPart: Bool
    private let files: any FileSystem

    /// Throws: as `SharedConfig.load`.
    ///
    /// - Parameters:
    ///   - beginning: only profiles whose names begin so are in it, as far as that is cheap to tell.
    ///   - mostWhole: at most so many profiles of a file are read with their options.
    package init(
        _ paths: ConfigPaths, files: any FileSystem, beginning: [UInt8], mostWhole: Int
    ) throws(Failure) {
        self.files = files
        let wanted = WantedProfiles(beginning: beginning)
        if let excerpt = try SharedConfig.excerpt(paths, files: files, of: wanted, mostWhole: mostWhole) {
            read = excerpt.config.remembering().with(try ProviderPluginRules.load(paths.own, files: files))
            isWhole = excerpt.isWhole
            isPart = !beginning.isEmpty
        } else {
            read = try SharedConfig.load(paths, files: files)
            isWhole = true
            isPart = false
        }
    }

    /// The profiles in the order of `SharedConfig.profileNames`, in UTF-8.
    package func profileNames(where isWanted: (ArraySlice<UInt8>) -> Bool) -> [ArraySlice<UInt8>] {
        read.profileNameBytes(where: isWanted)
    }

    package var sessionNames: [ArraySlice<UInt8>] { read.config?.nameBytes(.session) ?? [] }

    /// What the files say of some profiles and of those that they take credentials from, and all else that is no profile.
    package func config(of profiles: [ArraySlice<UInt8>]) throws(Failure) -> SharedConfig {
        if profiles.isEmpty || isWhole && !isPart { return read }
        var names = profiles.map { Array($0) }
        var config = isWhole ? read : try excerpt(of: names)
        while true {
            let added = names.compactMap { name in
                config.profile(String(decoding: name, as: UTF8.self))?["source_profile"]?.value
            }.filter { config.profile($0) == nil }.map { Array($0.utf8) }.filter { !names.contains($0) }
            if added.isEmpty { return config }
            names += added
            config = try excerpt(of: names)
        }
    }

    private func excerpt(of names: [[UInt8]]) throws(Failure) -> SharedConfig {
        let wanted = WantedProfiles(names.first ?? [], others: Array(names.dropFirst()))
        // Who changed the files since then may have made them unusual.
        guard let excerpt = try SharedConfig.excerpt(read.paths, files: files, of: wanted) else {
            return try SharedConfig.load(read.paths, files: files)
        }
        return excerpt.config.remembering().with(read.plugins)
    }
}
