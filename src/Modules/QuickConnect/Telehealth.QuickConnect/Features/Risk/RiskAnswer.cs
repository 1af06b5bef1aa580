using Microsoft.Extensions.Logging;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Contracts;
using Telehealth.Identity.Contracts;

namespace Telehealth.QuickConnect.Features.Risk;

/// <summary>Whom to call now.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="CountryName">As shown.</param>
/// <param name="Lines">Most urgent first.</param>
/// <param name="TeamTold">
/// Our safeguarding team was told; false for who is signed out, since we know nobody to call.
/// </param>
/// <param name="TeamOnShift">Whether anybody of that team is on shift now; null when that is not known.</param>
public sealed record EmergencyContacts(
    string Country,
    string CountryName,
    IReadOnlyList<EmergencyLine> Lines,
    bool TeamTold,
    bool? TeamOnShift
);

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
        var named = numbers.Find(country?.ToUpperInvariant());
        var person = actors.Current.Person;
        var own = named is null && person is { } known ? await Safely(() => CountryOf(known, ct), ct) : null;
        var lines = named ?? numbers.Find(own) ?? numbers.All[0];
        var told = person is not null && await Safely(() => Tell(lines.Country, ct), ct);
        return new EmergencyContacts(
            lines.Country,
            lines.Name,
            [.. lines.Lines.Select(x => new EmergencyLine(x.For, x.Number, x.Hours))],
            told,
            await Safely(() => OnShift(ct), ct)
        );
    }

    private async Task<T?> Safely<T>(Func<Task<T>> ask, CancellationToken ct)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            NotKnown(log, e);
            return default;
        }
    }

    private async Task<bool> Tell(string country, CancellationToken ct)
    {
        var told = await sender.Send(new ReportRisk(country), ct);
        return told.IsSuccess;
    }

    private async Task<bool?> OnShift(CancellationToken ct)
    {
        var self = Actor.System("quickconnect.risk");
        var shift = await sender.SendAs(self, new GetSafeguardingShift(), ct);
        return shift.Error is null ? shift.Value.Staffed : null;
    }

    private async Task<string?> CountryOf(PersonId person, CancellationToken ct)
    {
        var card = await sender.SendAs(Actor.System("quickconnect.risk"), new GetPerson(person), ct);
        return card.Error is null ? card.Value.Country : null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Something failed while immediate risk was answered")]
    private static partial void NotKnown(ILogger log, Exception exception);
}
