using Microsoft.AspNetCore.Http;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace Telehealth.BuildingBlocks.Infrastructure.Http;

/// <summary>If-Match against the version that is stored.</summary>
public static class Versions
{
    private static readonly Error Missing = new(
        "precondition.required",
        ErrorKind.PreconditionFailed,
        "Send If-Match with the ETag you last read."
    );

    /// <summary>The refusal of a stale writer.</summary>
    public static readonly Error Stale = new(
        "precondition.failed",
        ErrorKind.PreconditionFailed,
        "Somebody changed this since you read it. Please read it again."
    );

    /// <summary>What a change answers besides its success.</summary>
    public static int[] Problems =>
        [
            StatusCodes.Status403Forbidden,
            StatusCodes.Status404NotFound,
            StatusCodes.Status409Conflict,
            StatusCodes.Status412PreconditionFailed,
            StatusCodes.Status428PreconditionRequired,
        ];

    /// <summary>Null when the version read is the one stored.</summary>
    public static Error? Check(AggregateRoot root, long? expected) =>
        expected is null ? Missing
        : expected == root.Version ? null
        : Stale;

    /// <summary>As ToHttp, with 428 where If-Match was left out.</summary>
    public static IResult ToVersionedHttp<T>(this Result<T> result, Func<T, IResult> success) =>
        result.Error == Missing ? RequestHeaders.PreconditionRequired() : result.ToHttp(success);
}
