internal import NIOSSL

/// How terminals reach us, and how much they may ask of us. Every limit refuses; none grows.
package struct LinkSettings: Sendable {
  package var host = "127.0.0.1"
  package var port = 8583
  /// Bytes behind the length: a TPDU, a message type and a bitmap are 15, and no profile has a longer frame.
  package var frameBytes = 15...4_096
  /// A frame that was begun must be whole by then.
  package var frameSeconds: Int64 = 10
  /// A connection on which nothing comes is closed; the longest of the terminals' own timers is 60.
  package var idleSeconds: Int64 = 300
  package var connections = 4_096
  package var connectionsPerAddress = 1_024
  /// Messages of one connection that are worked on at once: a concentrator sends many terminals' over one.
  package var messagesPerConnection = 64
  /// What is in flight when the server stops has so long to end.
  package var drainSeconds: Int64 = 15
  package var tls: LinkTLS?

  package init() {}
}

/// TLS for terminals and controllers that speak it.
package struct LinkTLS: Sendable {
  /// PEM files.
  package var certificate: String
  package var privateKey: String
  /// Whoever connects must show a certificate that one of these signed; empty asks for none.
  package var clientAuthorities: String

  package init(certificate: String, privateKey: String, clientAuthorities: String = "") {
    self.certificate = certificate
    self.privateKey = privateKey
    self.clientAuthorities = clientAuthorities
  }

  func context() throws -> NIOSSLContext {
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
      privateKey: .privateKey(try NIOSSLPrivateKey(file: privateKey, format: .pem)))
    configuration.minimumTLSVersion = .tlsv12
    // None without forward secrecy or without authentication (RFC 9325).
    configuration.cipherSuites = "ECDHE+AESGCM:ECDHE+CHACHA20"
    if !clientAuthorities.isEmpty {
      configuration.trustRoots = .file(clientAuthorities)
      configuration.certificateVerification = .noHostnameVerification
    }
    return try NIOSSLContext(configuration: configuration)
  }
}
