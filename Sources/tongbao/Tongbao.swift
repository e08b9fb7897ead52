import ArgumentParser
import Configuration
import Crypto
import Hummingbird
import Logging
import ServiceLifecycle
import TOMLKit

@main
struct Tongbao: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "tongbao")
}
