namespace Telehealth.BuildingBlocks.Infrastructure.Pipeline;

/// <summary>
/// Named places between two steps. The product passes them by; a test host hooks in and stops there as a power cut
/// would, to prove that whatever is left behind heals.
/// </summary>
internal class CrashPoints
{
    /// <summary>Called between two steps; <paramref name="subject"/> is the operation or consumer.</summary>
    public virtual void At(string step, string subject) { }
}
