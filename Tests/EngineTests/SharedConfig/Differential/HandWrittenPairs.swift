extension SamplePair {
    /// Files that somebody might write, and the corners that a generator seldom meets.
    static let handWritten: [SamplePair] = texts.enumerated().map { number, pair in
        SamplePair("written-\(number)", pair.0, credentials: pair.1)
    }

    private static let texts: [(String, String?)] = [
        ("", nil), ("", ""), ("\n\n", nil), ("   \n\t\n", nil), ("# only a comment", nil), ("[default]", "[default]"),
        (
            """
            [default]
            region = eu-west-1

            [sso-session corp]
            sso_start_url = https://d-1234567890.awsapps.com/start
            sso_region = eu-west-1
            sso_registration_scopes = sso:account:access

            [profile dev]
            sso_session = corp
            sso_account_id = 123456789012
            sso_role_name = Developer
            services = local
            s3 =
              max_concurrent_requests = 20
              addressing_style = path

            [services local]
            s3 =
                endpoint_url = http://localhost:4566
            """,
            "[dev]\naws_access_key_id = AKIA\naws_secret_access_key = s3cr3t\nregion = us-east-1"
        ),
        // What a block and a text of one key make of each other.
        ("[profile a]\ns3 =\n  x = 1", "[a]\ns3 = text"), ("[profile a]\ns3 = text", "[a]\ns3 =\n  x = 1"),
        // Defaults of each file, their nested lines, and sections that have the key themselves.
        ("[DEFAULT]\nregion = d\n[profile a]\n[profile b]\nregion = b", "[DEFAULT]\nregion = c\n[a]\n[x]"),
        ("[DEFAULT]\ns3 =\n  broken", nil), ("[DEFAULT]\ns3 =\n  broken\n[profile a]", nil),
        ("[DEFAULT]\ns3 =\n  broken\n[profile a]\ns3 = own", nil),
        ("[DEFAULT]\na = 1\n[DEFAULT]\na = 2\n[default]", nil),
        ("[DEFAULT]\nb = 1\n[profile a]\nc = 1\nb = 2\n[DEFAULT]\nd = 4", nil),
        ("[DEFAULT]\n[profile a]\n[profile a]", nil),
        // Headers.
        ("[]]\na = 1", nil), ("[[]\na = 1", nil), ("[ ]\na = 1", nil), ("[profile a]]\nb=1", nil), ("[]=x", nil),
        ("[default]\n[]=x", nil), ("[default]\n[] : x", nil), ("[profile a\n", nil), ("[profile a:b", nil),
        ("[default]\n[profile a:b\n", nil), ("[profile b] ; [y]\nregion = 1", nil), ("[profile a] # ]\nb = 1", nil),
        ("[profile \"a\" ]\nb = 1", nil), ("[profile a\\]\nb = 1", nil), ("[profile 'a\\' ]\nb = 1", nil),
        ("[profile \"a\\\"b\\x\"]\nb = 1", nil), ("[profile a'b'\"c\"\\d]\nb = 1", nil),
        ("[profile \"\" x]\nb = 1", nil),
        ("[profile\u{a0}a]\nb = 1", nil), ("[profile a\u{a0}b]\nb = 1", nil), ("[profile a#b]\nb = 1", nil),
        ("[profile café]\na = 1\n[profile cafe\u{301}]\na = 2", "[cafe\u{301}]\nb = 1"),
        ("[\u{feff}default]\na = 1", nil),
        ("[profile a]\nx = 1\n[profile \"a\"]\ny = 1\n[profile  a]\nz = 1", "[a]\nw = 1"),
        ("[profile a]\nx = 1\n[profile b]\n[profile \"a\"]\ny = 1", nil),
        ("[profile \"default\"]\nx = 1\n[default]\ny = 1", nil),
        ("[profilea b]\nx = 1\n[profile b]\ny = 1\n[profile-z b]\nz = 1", nil),
        ("[services]\n[sso-session]\n[profile]", nil),
        ("[sso-session a]\nx=1\n[sso-session 'a']\ny=1", nil), ("[services 'a b']\nx =\n y = 1", "[services a]\nx=1"),
        ("  [profile a]\n  b = 1\n [profile c]\n d = 1", nil), ("x\u{b}[profile a]\nb = 1", nil),
        ("\u{b}[profile a]\nb = 1", nil),
        // Keys and values.
        ("[default]\n a = 1\n  b = 2\n c = 3\nd = 4\n\te = 5", nil), ("[default]\na = 1\n\n\n  b\n\n", nil),
        ("[default]\na =\n\n  b = 1\n\n  c = 2\n", nil), ("[default]\na =\n# x\n  b = 1\n", nil),
        ("[default]\na = \n  =1\n", nil),
        ("[default]\na = \n  b=1\u{1c}c\n", nil), ("[default]\na = \n  b=1\u{1f}c\n", nil),
        ("[default]\na = \n  b=1\u{2028}c=2\n", nil),
        ("[default]\na = 1 \u{a0}\n", nil), ("[default]\na\u{a0}= 1\n", nil), ("[default]\n\u{a0}= 1\n", nil),
        ("[default]\n\u{3000}a = 1\n\u{3000}\u{3000}b = 2\n", nil), ("[default]\n\u{200b}a = 1\n", nil),
        ("[default]\na = 1\u{2028}\n", nil),
        ("[default]\nΣ = 1\nς = 2\nσ = 3", nil), ("[default]\nΣ = 1\nσ = 3", nil),
        ("[default]\n\u{212a} = 1\nk = 2", nil),
        ("[default]\nI\u{307} = 1\nİ = 2", nil), ("[default]\nß = 1\nẞ = 2", nil),
        ("[default]\nÀ = 1\nA\u{300} = 2", nil),
        ("[default]\na = 1\r\n  b\r\n\r\n  c\r\n", nil), ("[default]\ra = 1\r  b\r", nil),
        ("[default]\n\ra = 1\n\r", nil),
        ("[default]\na = 1\0\n\0 = 2", nil), ("\0[default]", nil), ("[default]\n= 1", nil), ("[default]\n: = 1", nil),
        ("[default]\na : = 1", nil),
        ("[default]\n#a = 1\n;b = 2\n //c = 3", nil), ("[default]\na = #1\nb = ;", nil),
        ("[default]\na = 1\n #b\n c\n", nil),
        ("x = 1\n[default]", nil), ("x = 1\n y = 2\n[default]\nz = 3", nil), ("x\n[default]", nil),
        ("[default]", "x = 1\n[a]"),
        ("\u{feff}[default]\na = 1", nil), ("\u{feff}", nil), ("\u{feff}\u{feff}[default]", nil),
        ("\u{feff}# x\n[default]", nil),
        ("[default]", "\u{feff}[default]\na = 1"), ("[default]\n\u{feff}a = 1", nil),
        ("[default]\n\u{feff}[profile a]\n", nil),
        ("[default]\na = 1\n[default]\nb = 2\n[default]\na = 3", "[default]\na = 4\nA = 5"),
        ("[profile a]\n[x]\n[profile a]\nb = 1", nil),
        ("[default]\na =\n  b = 1\na = 2", nil), ("[default]\na = 2\na =\n  b = 1", nil),
        ("[default]\na =\n  b\na = 2", nil),
        ("[profile a]\nx=1\n[profile \"a\"]\ny=1\n[profile a]\nz=1", nil),
    ]
}
