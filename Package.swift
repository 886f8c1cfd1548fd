// swift-tools-version: 6.2
import PackageDescription

// What shell/install says of the source: its commit, the commit's date, the compiler. A plain build doesn't know.
let told = (Context.environment["AWSX_BUILD"] ?? "").split(separator: " ").map(String.init)
let build = told.count == 3 ? told : ["unknown", "unknown", "unknown"]

// The root of an older system that what is dynamic is linked with, so that it runs there and on all later ones;
// shell/package makes it (shell/packaging/link-root).
let linkRoot = Context.environment["AWSX_LINK_ROOT"]
let linkedForOlder: [LinkerSetting] =
    linkRoot.map { root in
        [
            .unsafeFlags(
                [
                    "-use-ld=lld", "-Xclang-linker", "--sysroot=\(root)", "-Xclang-linker", "-static-libgcc",
                    // Its libedit.a names no other; these are what it calls. And what that system lacks.
                    "-ltinfo", "-lbsd", "-lawsx-older", "-ldl",
                ], .when(platforms: [.linux], configuration: .release))
        ]
    } ?? []

let package = Package(
    name: "awsx",
    // Synchronization.Mutex needs macOS 15.
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "awsx", targets: ["awsx"]),
        .executable(name: "awsx-connect", targets: ["awsx-connect"]),
        .executable(name: "awsx-sandbox", targets: ["awsx-sandbox"]),
    ],
    dependencies: [
        // The words of every command; its errors end with 64 as ours do.
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        // HMAC and SHA-256 of SigV4, the keys of DPoP proofs and of the sandbox's certificates; the core has none of it.
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        // Errno, FilePath and FileDescriptor instead of bare C calls.
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        // The HTTP client of awsx-connect: TLS, proxies, connection reuse, timeouts.
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        // The redirect listener of the browser sign-in, on the same event loops as the client; the sandbox's server.
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        // Trust roots (AWS_CA_BUNDLE) for the client, TLS for the sandbox.
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        // The sandbox's own certificate authority for --tls.
        .package(url: "https://github.com/apple/swift-certificates", exact: "1.21.1"),
        // Certificates need the words of ASN.1.
        .package(url: "https://github.com/apple/swift-asn1.git", exact: "1.7.4"),
        // The services of a user's compose file, which is YAML.
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        // Starts real programs in the tests.
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    ],
    targets: [
        // System: files, locks, processes, terminal, clock, environment. The only module that sees the C library.
        .systemLibrary(name: "CPlatform"),
        .target(
            name: "SystemKit",
            dependencies: ["CPlatform", .product(name: "SystemPackage", package: "swift-system")]
        ),

        // Compares 64 bytes at once, for files with thousands of profiles. Made of C, since Swift's vectors give no bits.
        .target(name: "CByteMarks"),

        // The domain: values in, values out.
        .target(name: "Engine", dependencies: ["CByteMarks", "SystemKit"]),

        // AWS over HTTP, behind the ports that Engine declares. Only awsx-connect links it.
        .target(
            name: "Wire",
            dependencies: [
                "Engine", "SystemKit",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]
        ),

        // The shell scripts as data. Made of C, whose compiler takes a file as it is; an array in Swift takes long to compile.
        .target(name: "CShellScripts"),

        // The version, the one place for it; and what was built. Made of C, since only that takes words from the manifest.
        .target(
            name: "CVersion",
            cSettings: zip(["COMMIT", "DATE", "SWIFT"], build).map {
                .define("AWSX_BUILD_\($0)", to: "\"\($1)\"")
            }),

        // Quoting and environment changes for each shell.
        .target(name: "ShellKit", dependencies: ["CShellScripts", "Engine", "SystemKit"]),

        // What authors of plugins start from and test with, as data.
        .target(name: "CPluginFiles"),

        // The plugin contract: manifest, discovery, registry, rendering of answers.
        .target(
            name: "PluginKit",
            dependencies: [
                "CPluginFiles", "CVersion", "Engine", "SystemKit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["Conversations", "Schemas", "Templates", "manifest.schema.json"]
        ),

        // libedit, whose header's functions with varying lists Swift can't call. Where an older system is linked with, this
        // one's folders are not to come first.
        .systemLibrary(
            name: "CEditline", pkgConfig: linkRoot == nil ? "libedit" : nil,
            providers: [.apt(["libedit-dev"]), .brew(["libedit"])]),

        // What talks to a person on a terminal. Only awsx-connect links it.
        .target(name: "Terminal", dependencies: ["CEditline", "CPlatform", "Engine", "SystemKit"]),

        // Built-in plugins, one folder each.
        .target(
            name: "CoreCommands",
            dependencies: [
                "Engine", "PluginKit", "ShellKit", "SystemKit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/Commands/Core"
        ),
        .target(
            name: "NetworkCommands",
            dependencies: [
                "Engine", "PluginKit", "ShellKit", "SystemKit", "Terminal", "Wire",
                .product(name: "Yams", package: "Yams"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/Commands/Network"
        ),
        // First-party plugins, one folder each: programs of their own names, all in awsx-connect.
        .target(
            name: "Plugins",
            dependencies: [
                "Engine", "NetworkCommands", "PluginKit", "SystemKit", "Wire",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["Manifests"]
        ),
        .target(
            name: "Sandbox",
            dependencies: [
                "CVersion", "SystemKit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "X509", package: "swift-certificates"),
            ],
            exclude: ["awsx-sandbox.json"]
        ),

        // The words of a program without a dynamic linker, found faster than Swift's runtime finds them.
        .target(
            name: "CProgramArguments",
            cSettings: [.define("AWSX_STATIC_EXECUTABLE", .when(platforms: [.linux], configuration: .release))]),

        // Executables: words to a plugin, failures to an exit status.
        .executableTarget(
            name: "awsx",
            dependencies: ["CProgramArguments", "CoreCommands", "Engine", "PluginKit", "SystemKit"],
            exclude: ["symbols.order"],
            linkerSettings: [
                // No name service is asked, so the whole C library can be linked in: half the start-up time.
                .unsafeFlags(["-static-executable"], .when(platforms: [.linux], configuration: .release)),
                // What a prompt, a Tab and a warm exec run and touch lies together, so that few pages are read and copied.
                // `Tests/bench --order` writes the file; a name that is gone is passed over.
                .unsafeFlags(
                    [
                        "-use-ld=lld", "-Xlinker",
                        "--symbol-ordering-file=\(Context.packageDirectory)/Sources/awsx/symbols.order",
                        "-Xlinker", "--no-warn-symbol-ordering",
                    ], .when(platforms: [.linux], configuration: .release)),
            ]
        ),
        .executableTarget(
            name: "awsx-connect",
            dependencies: ["NetworkCommands", "Plugins", "Engine", "PluginKit", "SystemKit"],
            linkerSettings: linkedForOlder
        ),
        .executableTarget(
            name: "awsx-sandbox", dependencies: ["Sandbox", "SystemKit"], linkerSettings: linkedForOlder),
        // Writes what follows from the commands' declarations: manual, completions, tables; it is no product.
        .executableTarget(
            name: "awsx-generate",
            dependencies: [
                "CoreCommands", "Engine", "NetworkCommands", "PluginKit", "Plugins", "Sandbox", "ShellKit", "SystemKit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),

        // In-memory context, scripted transport, pty and program runners.
        .target(
            name: "TestSupport",
            dependencies: [
                "CPlatform", "Engine", "SystemKit", "Wire",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .testTarget(
            name: "SystemKitTests",
            dependencies: [
                "SystemKit", "TestSupport", .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .testTarget(
            name: "EngineTests",
            dependencies: [
                "Engine", "PluginKit", "SystemKit", "TestSupport", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            // Programs that the tests run by their path.
            exclude: ["Fixtures"]
        ),
        .testTarget(
            name: "WireTests",
            dependencies: [
                "Wire", "Engine", "PluginKit", "TestSupport", .product(name: "Crypto", package: "swift-crypto"),
                // A connection and its clock in the hand of a test.
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ]
        ),
        // The module Terminal as a program, for tests on real terminals; it is no product.
        .executableTarget(
            name: "terminal-probe", dependencies: ["Engine", "PluginKit", "SystemKit", "Terminal"],
            path: "Tests/TerminalProbe"),
        .testTarget(
            name: "TerminalTests",
            dependencies: [
                "Engine", "SystemKit", "Terminal", "TestSupport", "terminal-probe",
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .testTarget(name: "ShellKitTests", dependencies: ["Engine", "ShellKit", "SystemKit", "TestSupport"]),
        .testTarget(
            name: "PluginKitTests",
            dependencies: [
                "Engine", "PluginKit", "SystemKit", "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .testTarget(
            name: "CoreCommandsTests",
            dependencies: [
                "CoreCommands", "Engine", "PluginKit", "ShellKit", "SystemKit", "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .testTarget(
            name: "NetworkCommandsTests",
            dependencies: [
                "NetworkCommands", "Engine", "PluginKit", "SystemKit", "Terminal", "TestSupport", "Wire",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .testTarget(
            name: "PluginsTests",
            dependencies: [
                "Plugins", "Engine", "NetworkCommands", "PluginKit", "SystemKit", "TestSupport", "Wire",
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .testTarget(
            name: "SandboxTests",
            dependencies: [
                "Sandbox", "SystemKit", "TestSupport", "awsx-sandbox",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "TestSupport", "Engine", "PluginKit", "ShellKit", "SystemKit", "awsx", "awsx-connect",
                "awsx-generate", "awsx-sandbox",
            ],
            // Texts that are compared with what is said, and the fuzzer's program.
            exclude: [
                "Explanation/Snapshots", "Fuzz/program", "Plugins/manifest-schemas.txt", "Scope/program",
            ]
        ),
    ],
    swiftLanguageModes: [.v6],
    // It has #embed.
    cLanguageStandard: .c2x
)

// `Tests/run --filter EngineTests` builds no other tests.
if let modules = Context.environment["AWSX_TEST_MODULES"]?.split(separator: " ") {
    package.targets.removeAll { $0.type == .test && !modules.contains($0.name[...]) }
}

// The settings of every module; tests leave out what only production code must promise.
for target in package.targets where target.type != .system {
    var settings: [SwiftSetting] = [
        // `any` is written where a value is boxed.
        .enableUpcomingFeature("ExistentialAny"),
        // An import is private to its file unless it says otherwise.
        .enableUpcomingFeature("InternalImportsByDefault"),
        // A member is visible only where its module is imported.
        .enableUpcomingFeature("MemberImportVisibility"),
        // Async functions stay on their caller's executor.
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .treatAllWarnings(as: .error),
        // Each function can be laid out by itself; and a type that is whole at build time is not looked up by its name in
        // every run.
        .unsafeFlags(
            [
                "-Xfrontend", "-function-sections",
                "-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors",
            ], .when(platforms: [.linux], configuration: .release)),
    ]
    if target.type != .test && target.name != "TestSupport" {
        // Every use of a C pointer says `unsafe`.
        settings.append(.strictMemorySafety())
    }
    target.swiftSettings = settings
}
