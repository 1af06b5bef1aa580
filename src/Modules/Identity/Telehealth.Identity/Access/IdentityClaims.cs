namespace Telehealth.Identity.Access;

/// <summary>The claims of our tokens and cookies.</summary>
internal static class IdentityClaims
{
    public const string Subject = "sub";

    public const string Name = "name";

    public const string Role = "role";

    public const string ClientId = "client_id";

    public const string Scope = "scope";

    /// <summary>The person's access version when the token was made.</summary>
    public const string AccessVersion = "av";

    /// <summary>
    /// The account's security stamp; in cookies, codes and refresh tokens only, which nobody else reads.
    /// </summary>
    public const string SecurityStamp = "stamp";

    /// <summary>The browser's session; in cookies only.</summary>
    public const string Session = "sid";

    /// <summary>The token's entry, as OpenIddict names it.</summary>
    public const string TokenId = "oi_tkn_id";

    public const string AuthenticatedAt = "auth_time";

    public const string Methods = "amr";

    public static readonly IReadOnlySet<string> Kept = new HashSet<string>
    {
        Subject,
        Name,
        Role,
        ClientId,
        Scope,
        "oi_scp",
        AccessVersion,
        TokenId,
        AuthenticatedAt,
        Methods,
    };
}

/// <summary>The authentication schemes.</summary>
internal static class Schemes
{
    /// <summary>Bearer when the request carries a token, else the cookie.</summary>
    public const string Either = "telehealth";

    public const string Bearer = "bearer";

    /// <summary>Between the password and the second factor.</summary>
    public const string SecondFactor = "second-factor";
}
