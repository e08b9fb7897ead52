import Configuration
import HummingbirdTLS
import Ledger
import NIOSSL

/// TLS that the server ends itself: versions 1.2 and 1.3, and no cipher without forward secrecy and
/// authentication (RFC 9325; OWASP ASVS 5.0, 12.1.1 and 12.1.2).
struct HTTPTLS: Sendable {
  /// PEM files.
  var certificate: String
  var privateKey: String

  /// Nil where no certificate is named.
  /// - Throws: ``SettingsFault``.
  init?(reader: ConfigReader) throws {
    certificate = reader.string(forKey: "http.certificate", default: "")
    privateKey = reader.string(forKey: "http.private_key", default: "")
    guard certificate.isEmpty == privateKey.isEmpty else {
      throw SettingsFault(
        "http.private_key", "a certificate and its private key go together: name both files")
    }
    if certificate.isEmpty { return nil }
  }

  /// Whole days until the first of the chain ends; negative once it has.
  /// - Throws: ``SettingsFault``, as ``configuration()``.
  func daysLeft(at now: Instant) throws -> Int {
    let chain = try configuration().certificateChain
    let ends = chain.map { source in
      if case .certificate(let certificate) = source { Int64(certificate.notValidAfter) } else { Int64.max }
    }
    let seconds = (ends.min() ?? 0) - now.microseconds / 1_000_000
    return Int(seconds >= 0 ? seconds / 86_400 : -1)
  }

  /// - Throws: ``SettingsFault`` where a file is not there, is not PEM, or the two do not fit.
  func configuration() throws -> TLSConfiguration {
    do {
      var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
        privateKey: .privateKey(try NIOSSLPrivateKey(file: privateKey, format: .pem)))
      configuration.minimumTLSVersion = .tlsv12
      configuration.cipherSuites = "ECDHE+AESGCM:ECDHE+CHACHA20"
      // Whether they fit shows when they are put together.
      _ = try NIOSSLContext(configuration: configuration)
      return configuration
    } catch {
      throw SettingsFault(
        "http.certificate", "\(certificate) and \(privateKey) cannot be used together: \(error)")
    }
  }
}
