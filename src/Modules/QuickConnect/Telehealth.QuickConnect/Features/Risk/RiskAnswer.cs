using Microsoft.Extensions.Logging;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;

namespace Telehealth.QuickConnect.Features.Risk;

/// <summary>Whom to call now.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="CountryName">As shown.</param>
/// <param name="Lines">Most urgent first.</param>
public sealed record EmergencyContacts(string Country, string CountryName, IReadOnlyList<EmergencyLine> Lines);

/// <summary>One number.</summary>
/// <param name="For">What it is for.</param>
/// <param name="Number">As people write it.</param>
/// <param name="Hours">When it answers, if not always.</param>
public sealed record EmergencyLine(string For, string Number, string? Hours);

/// <summary>
/// Answers immediate risk with the numbers of where the person is. Nothing that fails on the way keeps them back.
/// </summary>
internal sealed partial class RiskAnswer(
    EmergencyNumbers numbers,
    ISender sender,
    IActorSource actors,
    ILogger<RiskAnswer> log
)
{
    public async Task<EmergencyContacts> Give(string? country, CancellationToken ct)
    {
        var person = actors.Current.Person;
        var lines = numbers.Find(country?.ToUpperInvariant());
        try
        {
            if (person is { } known)
            {
                lines ??= numbers.Find(await CountryOf(known, ct));
                await sender.Send(new ReportRisk((lines ?? numbers.All[0]).Country), ct);
            }
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            NotTold(log, e);
        }

        lines ??= numbers.All[0];
        return new EmergencyContacts(
            lines.Country,
            lines.Name,
            [.. lines.Lines.Select(x => new EmergencyLine(x.For, x.Number, x.Hours))]
        );
    }

    private async Task<string?> CountryOf(PersonId person, CancellationToken ct)
    {
        var card = await sender.SendAs(Actor.System("quickconnect.risk"), new GetPerson(person), ct);
        return card.Error is null ? card.Value.Country : null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An alert of immediate risk could not be recorded")]
    private static partial void NotTold(ILogger log, Exception exception);
}
