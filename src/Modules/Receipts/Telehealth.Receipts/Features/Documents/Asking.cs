using Telehealth.BuildingBlocks;

namespace Telehealth.Receipts.Features.Documents;

/// <summary>Asks another module for what a document needs; without the answer there is no document.</summary>
internal static class Asking
{
    public static async Task<T> Ask<T>(this ISender sender, IQuery<T> query, CancellationToken ct)
    {
        var answer = await sender.Send(query, ct);
        return answer.Error is { } error
            ? throw new InvalidOperationException($"{query.GetType().Name} was answered with {error.Code}.")
            : answer.Value;
    }
}
