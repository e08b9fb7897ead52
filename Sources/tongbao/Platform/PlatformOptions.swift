import ArgumentParser

/// The flags of every command that works on a data folder.
struct PlatformOptions: ParsableArguments {
  @Option(help: "The data folder (TONGBAO_DATA).")
  var data: String?

  @Option(help: "A settings file other than tongbao.toml in the data folder.")
  var config: String?

  @Option(help: "The database; SQLite in the data folder when left out (TONGBAO_DATABASE).")
  var database: String?

  /// - Parameter more: further flags by their key.
  func settings(_ more: [String: String?] = [:]) throws -> Settings {
    var flags = more.compactMapValues(\.self)
    if let data { flags["data"] = data }
    if let database { flags["database"] = database }
    return try Settings(flags: flags, file: config)
  }
}
