namespace Telehealth.Identity.Access;

/// <summary>
/// The time by which codes of authenticator apps are judged: the system's. A clock of its own, so that a test can step
/// from one code to the next without waiting and without moving what cookies and tokens live by.
/// </summary>
internal sealed class AuthenticatorClock(TimeProvider provider)
{
    public DateTimeOffset Now => provider.GetUtcNow();
}
