using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Telehealth.BuildingBlocks.Infrastructure.Http;

namespace Telehealth.BuildingBlocks.Infrastructure.Pipeline;

/// <summary>What a repeat is known by (WAL-05): a command's key (actor, operation, key) and its body.</summary>
/// <param name="Scope">Hash of actor, operation and key.</param>
/// <param name="Operation">The command's name.</param>
/// <param name="RequestHash">Hash of the command.</param>
internal sealed record IdempotencyScope(string Scope, string Operation, string RequestHash)
{
    public static IdempotencyScope Of(Actor actor, object command, string key)
    {
        var operation = command.GetType().Name;
        var body = JsonSerializer.SerializeToUtf8Bytes(command, command.GetType(), ApiJson.Options);
        var scope = Encoding.UTF8.GetBytes($"{actor.Key}\n{operation}\n{key}");
        return new IdempotencyScope(Hex(scope), operation, Hex(body));
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>Ends a command whose key is already answered; caught by the pipeline, never by a handler.</summary>
internal sealed class AlreadyAnsweredException() : Exception("The key is already answered.");
