using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.QuickConnect.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Pool : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "quickconnect_cover_claims",
                columns: table => new
                {
                    CoverId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Disowned = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quickconnect_cover_claims", x => x.CoverId);
                });

            migrationBuilder.CreateTable(
                name: "quickconnect_passes",
                columns: table => new
                {
                    RequestId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quickconnect_passes", x => new { x.RequestId, x.ProviderId });
                });

            migrationBuilder.CreateTable(
                name: "quickconnect_presences",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Mode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Until = table.Column<long>(type: "bigint", nullable: false),
                    AlertedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quickconnect_presences", x => x.ProviderId);
                });

            migrationBuilder.CreateTable(
                name: "quickconnect_requests",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ClientId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    LiveClientId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Language = table.Column<string>(type: "nvarchar(35)", maxLength: 35, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Mode = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Category = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true, collation: "Latin1_General_100_BIN2"),
                    SealedWords = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    CoverId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PriceMinor = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2"),
                    PlacedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    HeldProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Offer = table.Column<int>(type: "int", nullable: false),
                    FirstOfferAt = table.Column<long>(type: "bigint", nullable: true),
                    OfferEndsAt = table.Column<long>(type: "bigint", nullable: true),
                    Attempt = table.Column<int>(type: "int", nullable: false),
                    AttemptAtMicros = table.Column<long>(type: "bigint", nullable: true),
                    StartsAt = table.Column<long>(type: "bigint", nullable: true),
                    TermsVersion = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true, collation: "Latin1_General_100_BIN2"),
                    TermsAcceptedAt = table.Column<long>(type: "bigint", nullable: true),
                    BookingId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    SessionId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quickconnect_requests", x => x.Sequence);
                });

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_presences_Until",
                table: "quickconnect_presences",
                column: "Until");

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_requests_ClientId_Sequence",
                table: "quickconnect_requests",
                columns: new[] { "ClientId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_requests_CoverId",
                table: "quickconnect_requests",
                column: "CoverId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_requests_FirstOfferAt",
                table: "quickconnect_requests",
                column: "FirstOfferAt");

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_requests_HeldProviderId",
                table: "quickconnect_requests",
                column: "HeldProviderId",
                unique: true,
                filter: "[HeldProviderId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_requests_Id",
                table: "quickconnect_requests",
                column: "Id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_requests_LiveClientId",
                table: "quickconnect_requests",
                column: "LiveClientId",
                unique: true,
                filter: "[LiveClientId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_requests_State_ExpiresAt",
                table: "quickconnect_requests",
                columns: new[] { "State", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_quickconnect_requests_State_OfferEndsAt",
                table: "quickconnect_requests",
                columns: new[] { "State", "OfferEndsAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "quickconnect_cover_claims");

            migrationBuilder.DropTable(
                name: "quickconnect_passes");

            migrationBuilder.DropTable(
                name: "quickconnect_presences");

            migrationBuilder.DropTable(
                name: "quickconnect_requests");
        }
    }
}
