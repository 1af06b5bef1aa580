using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Wallet.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class SponsorFunds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "Currency",
                table: "wallet_covers",
                newName: "Commodity");

            migrationBuilder.AddColumn<string>(
                name: "OutcomeRow",
                table: "wallet_earnings",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "Fund",
                table: "wallet_covers",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "PriceCurrency",
                table: "wallet_covers",
                type: "nvarchar(12)",
                maxLength: 12,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<long>(
                name: "PriceMinor",
                table: "wallet_covers",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "wallet_credit_orders",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Account = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Commodity = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Units = table.Column<long>(type: "bigint", nullable: false),
                    TakesBack = table.Column<bool>(type: "bit", nullable: false),
                    OrderedAt = table.Column<long>(type: "bigint", nullable: false),
                    JournalId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wallet_credit_orders", x => x.Id);
                    table.CheckConstraint("CK_wallet_credit_orders_units", "\"Units\" >= 0");
                });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_covers_Fund_State",
                table: "wallet_covers",
                columns: new[] { "Fund", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_credit_orders_Account_Commodity",
                table: "wallet_credit_orders",
                columns: new[] { "Account", "Commodity" });

            migrationBuilder.CreateIndex(
                name: "IX_wallet_credit_orders_JournalId",
                table: "wallet_credit_orders",
                column: "JournalId",
                unique: true,
                filter: "[JournalId] IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "wallet_credit_orders");

            migrationBuilder.DropIndex(
                name: "IX_wallet_covers_Fund_State",
                table: "wallet_covers");

            migrationBuilder.DropColumn(
                name: "OutcomeRow",
                table: "wallet_earnings");

            migrationBuilder.DropColumn(
                name: "Fund",
                table: "wallet_covers");

            migrationBuilder.DropColumn(
                name: "PriceCurrency",
                table: "wallet_covers");

            migrationBuilder.DropColumn(
                name: "PriceMinor",
                table: "wallet_covers");

            migrationBuilder.RenameColumn(
                name: "Commodity",
                table: "wallet_covers",
                newName: "Currency");
        }
    }
}
