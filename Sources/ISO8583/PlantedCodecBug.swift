/// Deliberate faults of the codec that a debug build can be told to make; each is caught (quality.md G5).
package enum PlantedCodecBug: String, CaseIterable, Sendable {
  case fillingIsNotChecked
  case lengthsAreNotBounded
  case repeatsAreAnsweredAsRepeats
  case sealLeavesOutTheType
  case textIsNotChecked
  case trailingBytesPass

  #if DEBUG
    /// The fault that this task makes.
    @TaskLocal package static var planted: PlantedCodecBug?
  #endif

  /// Nothing at all in a release build.
  @inline(__always)
  static func has(_ bug: PlantedCodecBug) -> Bool {
    #if DEBUG
      planted == bug
    #else
      false
    #endif
  }
}
