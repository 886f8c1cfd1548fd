import Sandbox
import SystemKit

Exit.now(await SandboxCommand.runMain())
