package import Engine
import SystemKit

/// awsx-connect that was asked something which goes on until this is let go: its input ends then.
package struct HelperInService: ~Copyable {
    /// The answer's `ok`.
    package let answer: JSON
    private let child: ChildProcess

    init(answer: JSON, child: consuming ChildProcess) {
        self.answer = answer
        self.child = child
    }
}
