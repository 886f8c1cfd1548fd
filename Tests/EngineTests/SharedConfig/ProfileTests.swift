import Engine
import Testing

/// Profiles from both files (<doc:ConfigurationFiles>, Headers and Both files together).
struct ProfileTests {
    @Test func `the credentials file wins key by key, and each file can be asked alone`() throws {
        let config = try Reads.files(
            "[profile a]\nregion = c\nrole_arn = r\ns3 =\n  x = 1",
            "[a]\nregion = k\naws_access_key_id = AKIA\ns3 = text")
        let profile = try #require(config.profile("a"))
        #expect(profile["region"] == Setting(value: "k", location: .file("/h/credentials", line: 2)))
        #expect(profile.fromConfigFile("region") == Setting(value: "c", location: Reads.file(2)))
        #expect(profile.fromCredentialsFile("role_arn") == nil)
        #expect(profile["role_arn"]?.location == Reads.file(3))
        #expect(profile["s3"]?.value == "text" && profile.block("s3") == nil)
        #expect(profile.entries.map(\.key) == ["region", "role_arn", "s3", "aws_access_key_id"])
        #expect(profile.locations == [Reads.file(1), .file("/h/credentials", line: 1)])
        #expect(!profile.isEmpty)
    }

    @Test func `nested keys of the credentials file hide text of the config file`() throws {
        let profile = try #require(try Reads.files("[profile a]\ns3 = text", "[a]\ns3 =\n  x = 1").profile("a"))
        #expect(profile["s3"] == nil)
        #expect(profile.block("s3") == [NestedSetting(key: "x", value: "1", line: 3)])
        #expect(profile.fromConfigFile("s3")?.value == "text")
    }

    @Test func `names come in the config file's order, then those of the credentials file only`() throws {
        let config = try Reads.files(
            "[profile b]\n[default]\n[profile \"a\"]\n[profile b2]", "[z]\n[a]\n[y]\n[profile b]")
        #expect(config.profileNames == ["b", "default", "a", "b2", "z", "y", "profile b"])
    }

    @Test func `the later of two headers with one name replaces the earlier entirely`() throws {
        let config = try Reads.config("[profile a]\nx = 1\n[profile b]\n[profile \"a\"]\ny = 2")
        #expect(config.profileNames == ["a", "b"])
        #expect(config.profile("a")?["x"] == nil)
        #expect(config.profile("a")?["y"]?.value == "2")
        #expect(config.profile("a")?.locations == [Reads.file(4)])
    }

    @Test func `an empty section is an empty profile, and an absent one is none`() throws {
        let config = try Reads.config("[profile a]\n[default]")
        #expect(config.profile("a")?.isEmpty == true)
        #expect(config.profile("b") == nil)
        #expect(try Reads.files(nil, nil).profile("default") == nil)
    }

    @Test func `two spellings of one accented letter are two names`() throws {
        let config = try Reads.files("[profile caf\u{e9}]\nx = 1\n[profile cafe\u{301}]\nx = 2", "[cafe\u{301}]\ny = 3")
        #expect(config.profileNames.map { Array($0.utf8) } == ["caf\u{e9}", "cafe\u{301}"].map { Array($0.utf8) })
        #expect(config.profile("caf\u{e9}")?["x"]?.value == "1" && config.profile("caf\u{e9}")?["y"] == nil)
        #expect(config.profile("cafe\u{301}")?["x"]?.value == "2" && config.profile("cafe\u{301}")?["y"]?.value == "3")
    }

    @Test func `a name that a shell would split is found as it is`() throws {
        let config = try Reads.config("[profile \"my prof\"]\nx = 1\n[profile it\\'s]\nx = 2")
        #expect(config.profile("my prof")?["x"]?.value == "1")
        #expect(config.profile("it's")?["x"]?.value == "2")
        #expect(config.profile("\"my prof\"") == nil && config.profile("") == nil)
    }
}
