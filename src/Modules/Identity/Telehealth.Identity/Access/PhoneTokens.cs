using Microsoft.AspNetCore.Identity;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Access;

/// <summary>
/// The code that proves a phone number: six digits, good for about nine minutes. Nothing of it is stored: it is
/// computed from the account's security stamp, the number and the time.
/// </summary>
internal sealed class PhoneTokens : TotpSecurityStampBasedTokenProvider<Account>
{
    public const string Provider = "phone";

    /// <summary>For one number: the code of another proves nothing.</summary>
    public static string PurposeOf(string phone) => $"{Provider}:{phone}";

    public override Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Account> manager, Account user) =>
        Task.FromResult(false);
}
