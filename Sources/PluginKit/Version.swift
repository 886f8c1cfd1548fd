/// The version of awsx.
package enum Version {
    package static let text = "0.1.0"
}
