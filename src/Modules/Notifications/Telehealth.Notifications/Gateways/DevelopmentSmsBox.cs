using System.Text.Json;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;

namespace Telehealth.Notifications.Gateways;

/// <summary>The world's text messages in development: one file per id.</summary>
internal sealed class DevelopmentSmsBox(string folder, SystemTime system) : ISmsGateway
{
    public DoubleBehaviour Behaviour { get; } = new();

    public string Folder { get; } = Path.GetFullPath(folder);

    public async Task Send(Guid id, string phone, string text, CancellationToken ct)
    {
        await Behaviour.BeforeTaking(ct);
        Directory.CreateDirectory(Folder);
        var sms = new StoredSms(id, phone, text, system.Now);
        var path = Path.Combine(Folder, $"{id:N}.json");
        await File.WriteAllTextAsync(path + ".part", JsonSerializer.Serialize(sms, ApiJson.Options), ct);
        File.Move(path + ".part", path, overwrite: true);
        Behaviour.AfterTaking();
    }

    public IReadOnlyList<StoredSms> List(string? to) =>
        !Directory.Exists(Folder)
            ? []
            :
            [
                .. new DirectoryInfo(Folder)
                    .GetFiles("*.json")
                    .OrderByDescending(x => x.LastWriteTimeUtc)
                    .Select(x => JsonSerializer.Deserialize<StoredSms>(File.ReadAllText(x.FullName), ApiJson.Options)!)
                    .Where(x => to is null || x.To == to),
            ];
}

/// <summary>A text message of the development double.</summary>
/// <param name="Id">Ours.</param>
/// <param name="To">E.164.</param>
/// <param name="Text">The words.</param>
/// <param name="SentAt">System time.</param>
internal sealed record StoredSms(Guid Id, string To, string Text, Instant SentAt);
