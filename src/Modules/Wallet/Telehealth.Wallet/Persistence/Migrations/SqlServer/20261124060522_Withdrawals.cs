using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Wallet.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Withdrawals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "AllocatedMinor",
                table: "wallet_earnings",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "AvailableAt",
                table: "wallet_earnings",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "MaturedAt",
                table: "wallet_earnings",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "PlatformSupplied",
                table: "wallet_earnings",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "SaleTaxMinor",
                table: "wallet_earnings",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "ServiceName",
                table: "wallet_earnings",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "wallet_withdrawables",
                columns: table => new
                {
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Currency = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_withdrawables", x => new { x.ProviderId, x.Currency });
                    table.CheckConstraint("CK_wallet_withdrawables_floor", "\"AmountMinor\" >= 0");
                });

            migrationBuilder.CreateTable(
                name: "wallet_withdrawals",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ProviderId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Reference = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Currency = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false),
                    InvoiceMinor = table.Column<long>(type: "bigint", nullable: false),
                    Mode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    RequestedAt = table.Column<long>(type: "bigint", nullable: false),
                    ReceivedOn = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: true),
                    PayoutDate = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: true),
                    BatchId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ReturnReason = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: true, collation: "Latin1_General_100_BIN2"),
                    SettledAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_withdrawals", x => x.Sequence);
                    table.UniqueConstraint("AK_wallet_withdrawals_Id", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "wallet_withdrawal_allocations",
                columns: table => new
                {
                    WithdrawalId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EarningSequence = table.Column<long>(type: "bigint", nullable: false),
                    AmountMinor = table.Column<long>(type: "bigint", nullable: false),
                    PlatformSupplied = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_withdrawal_allocations", x => new { x.WithdrawalId, x.EarningSequence });
                    table.ForeignKey(
                        name: "FK_wallet_withdrawal_allocations_wallet_withdrawals_WithdrawalId",
                        column: x => x.WithdrawalId,
                        principalTable: "wallet_withdrawals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_earnings_MaturedAt_AvailableAt",
                table: "wallet_earnings",
                columns: new[] { "MaturedAt", "AvailableAt" });

            migrationBuilder.AddCheckConstraint(
                name: "CK_wallet_earnings_allocated",
                table: "wallet_earnings",
                sql: "\"AllocatedMinor\" >= 0 AND \"AllocatedMinor\" <= \"ShareMinor\"");

            migrationBuilder.CreateIndex(
                name: "IX_wallet_withdrawal_allocations_EarningSequence",
                table: "wallet_withdrawal_allocations",
                column: "EarningSequence");

            migrationBuilder.CreateIndex(
                name: "IX_wallet_withdrawals_BatchId",
                table: "wallet_withdrawals",
                column: "BatchId");

            migrationBuilder.CreateIndex(
                name: "IX_wallet_withdrawals_ProviderId_Sequence",
                table: "wallet_withdrawals",
                columns: new[] { "ProviderId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_withdrawals_Reference",
                table: "wallet_withdrawals",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_wallet_withdrawals_State_PayoutDate",
                table: "wallet_withdrawals",
                columns: new[] { "State", "PayoutDate" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "wallet_withdrawables");

            migrationBuilder.DropTable(
                name: "wallet_withdrawal_allocations");

            migrationBuilder.DropTable(
                name: "wallet_withdrawals");

            migrationBuilder.DropIndex(
                name: "IX_wallet_earnings_MaturedAt_AvailableAt",
                table: "wallet_earnings");

            migrationBuilder.DropCheckConstraint(
                name: "CK_wallet_earnings_allocated",
                table: "wallet_earnings");

            migrationBuilder.DropColumn(
                name: "AllocatedMinor",
                table: "wallet_earnings");

            migrationBuilder.DropColumn(
                name: "AvailableAt",
                table: "wallet_earnings");

            migrationBuilder.DropColumn(
                name: "MaturedAt",
                table: "wallet_earnings");

            migrationBuilder.DropColumn(
                name: "PlatformSupplied",
                table: "wallet_earnings");

            migrationBuilder.DropColumn(
                name: "SaleTaxMinor",
                table: "wallet_earnings");

            migrationBuilder.DropColumn(
                name: "ServiceName",
                table: "wallet_earnings");
        }
    }
}
