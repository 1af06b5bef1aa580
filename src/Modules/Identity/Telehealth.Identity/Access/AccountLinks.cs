using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Access;

/// <summary>Tokens of the confirmation link: a day.</summary>
internal sealed class ConfirmationTokens(IDataProtectionProvider protection, ILogger<ConfirmationTokens> log)
    : DataProtectorTokenProvider<Account>(protection, AccountLinks.Living(ConfirmationTokens.Provider, Lifetime), log)
{
    public const string Provider = "confirmation";
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);
}

/// <summary>Tokens of the password link: an hour.</summary>
internal sealed class PasswordTokens(IDataProtectionProvider protection, ILogger<PasswordTokens> log)
    : DataProtectorTokenProvider<Account>(protection, AccountLinks.Living(PasswordTokens.Provider, Lifetime), log)
{
    public const string Provider = "password";
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
}

/// <summary>
/// The links mailed to the owner of an account. Nothing of them is stored: a token is sealed over the person and the
/// account's security stamp, which its use changes. Check before Begin: the key ring may have to read the database.
/// </summary>
internal sealed class AccountLinks(UserManager<Account> users, PublicOrigin origin, SystemTime time)
{
    public async Task<AccountLink> ToConfirm(Account account) =>
        Link(
            "/identity/confirm",
            account,
            await users.GenerateUserTokenAsync(account, ConfirmationTokens.Provider, ConfirmationTokens.Provider),
            ConfirmationTokens.Lifetime
        );

    public async Task<AccountLink> ToSetPassword(Account account) =>
        Link(
            "/identity/reset-password",
            account,
            await users.GenerateUserTokenAsync(account, PasswordTokens.Provider, PasswordTokens.Provider),
            PasswordTokens.Lifetime
        );

    public Task<bool> Confirms(Account account, string token) =>
        users.VerifyUserTokenAsync(account, ConfirmationTokens.Provider, ConfirmationTokens.Provider, token);

    public Task<bool> SetsPassword(Account account, string token) =>
        users.VerifyUserTokenAsync(account, PasswordTokens.Provider, PasswordTokens.Provider, token);

    public static IOptions<DataProtectionTokenProviderOptions> Living(string name, TimeSpan lifetime) =>
        Options.Create(new DataProtectionTokenProviderOptions { Name = name, TokenLifespan = lifetime });

    private AccountLink Link(string path, Account account, string token, TimeSpan lifetime) =>
        new(
            origin.At($"{path}?person={account.Id}&token={Uri.EscapeDataString(token)}"),
            time.Now + Duration.FromTimeSpan(lifetime)
        );
}
