/// Digests of short messages, in a few lines of our own.
///
/// A library's first hash costs the core more than everything else that a warm command does, and a third of its file;
/// where the core takes no part, swift-crypto stays.
package enum MessageDigest {}
