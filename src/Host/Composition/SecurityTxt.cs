using System.Globalization;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;

namespace Telehealth.Host.Composition;

/// <summary>Where to report a weakness (RFC 9116); <c>Security:Contact</c> is a mailto or https address.</summary>
internal static class SecurityTxt
{
    private const string Address = "/.well-known/security.txt";
    private const int DaysValid = 180;

    public static void MapSecurityTxt(this WebApplication app) =>
        app.MapGet(
                Address,
                (PublicOrigin origin, IConfiguration configuration, SystemTime time) =>
                {
                    var contact = configuration["Security:Contact"] ?? $"mailto:security@{origin.Base.Host}";
                    // A whole day, so that two readers of one day get the same text.
                    var expires = time
                        .Provider.GetUtcNow()
                        .Date.AddDays(DaysValid)
                        .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
                    return Results.Text(
                        $"Contact: {contact}\nExpires: {expires}\nPreferred-Languages: en\n"
                            + $"Canonical: {origin.At(Address)}\n"
                    );
                }
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
}
