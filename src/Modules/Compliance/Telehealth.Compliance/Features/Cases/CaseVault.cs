using System.Text.Json;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Compliance.Domain;

namespace Telehealth.Compliance.Features.Cases;

/// <summary>
/// Seals what a case says under the case's own key (COM-14), and opens it for whoever was let in before.
/// </summary>
internal sealed class CaseVault(IPersonVault vault)
{
    public Task<byte[]> Seal(Guid caseId, ConcernRecord record, CancellationToken ct) =>
        vault.Seal(SafeguardingCase.KeyOf(caseId), RecordOf(caseId), Write(record), ct);

    public Task<byte[]> Seal(Guid caseId, Guid entry, EntryContent content, CancellationToken ct) =>
        vault.Seal(SafeguardingCase.KeyOf(caseId), EntryOf(entry), Write(content), ct);

    public async Task<ConcernRecord> Open(SafeguardingCase found, CancellationToken ct) =>
        Read<ConcernRecord>(
            await vault.Open(SafeguardingCase.KeyOf(found.Id), RecordOf(found.Id), found.SealedRecord, ct)
        );

    public async Task<EntryContent?> Open(CaseEntry entry, CancellationToken ct) =>
        entry.SealedContent is { } content
            ? Read<EntryContent>(await vault.Open(SafeguardingCase.KeyOf(entry.CaseId), EntryOf(entry.Id), content, ct))
            : null;

    private static string RecordOf(Guid caseId) => $"compliance_cases|record|{caseId}";

    private static string EntryOf(Guid entry) => $"compliance_case_entries|content|{entry}";

    private static string Write<T>(T content) => JsonSerializer.Serialize(content, ApiJson.Options);

    private static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, ApiJson.Options)!;
}
