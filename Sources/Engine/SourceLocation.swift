/// Where a value or a fault is.
package enum SourceLocation: Sendable, Hashable, CustomStringConvertible {
    case file(String, line: Int?)
    case variable(String)
    case argument(String)
    case url(String)

    package var description: String {
        switch self {
        case .file(let path, let line?): "\(path):\(line)"
        case .file(let path, nil): path
        case .variable(let name): "$\(name)"
        case .argument(let word): word
        case .url(let address): address
        }
    }
}
