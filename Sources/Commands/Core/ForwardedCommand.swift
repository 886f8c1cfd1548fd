import Engine
import PluginKit
import SystemKit

/// A command of awsx-connect: the core lists it, and hands its run on.
struct ForwardedCommand: CorePlugin {
    let name: String

    var manifest: Manifest { BuiltInManifests.of(name) ?? Manifest(name: name, summary: "") }

    func run(_ invocation: Invocation) throws -> Int32 {
        try NetworkHelper.find(files: invocation.context.files).become(name, invocation)
    }
}
