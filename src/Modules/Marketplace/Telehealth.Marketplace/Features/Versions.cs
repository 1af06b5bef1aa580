using Microsoft.AspNetCore.Http;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace Telehealth.Marketplace.Features;

/// <summary>If-Match against the version that is stored.</summary>
internal static class Versions
{
    private static readonly Error Missing = new(
        "precondition.required",
        ErrorKind.PreconditionFailed,
        "Send If-Match with the ETag you last read."
    );

    private static readonly Error Stale = new(
        "precondition.failed",
        ErrorKind.PreconditionFailed,
        "Somebody changed this since you read it. Please read it again."
    );

    public static Error? Check(AggregateRoot root, long? expected) =>
        expected is null ? Missing
        : expected == root.Version ? null
        : Stale;

    /// <summary>As ToHttp, with 428 where If-Match was left out.</summary>
    public static IResult ToVersionedHttp<T>(this Result<T> result, Func<T, IResult> success) =>
        result.Error == Missing ? RequestHeaders.PreconditionRequired() : result.ToHttp(success);

    public static int[] Problems =>
        [
            StatusCodes.Status403Forbidden,
            StatusCodes.Status404NotFound,
            StatusCodes.Status409Conflict,
            StatusCodes.Status412PreconditionFailed,
            StatusCodes.Status428PreconditionRequired,
        ];
}
