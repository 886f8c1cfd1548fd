import Engine
import SystemKit

/// A command of awsx-connect, as the core lists it.
package struct NetworkCommand: CorePlugin {
    package let manifest: Manifest

    package init(_ manifest: Manifest) { self.manifest = manifest }

    package func run(_ invocation: Invocation) throws -> Int32 {
        try NetworkHelper.find(files: invocation.context.files).become(manifest.name, invocation)
    }
}
